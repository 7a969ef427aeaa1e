"""Candidates from the database: for lists with more names than a process keeps."""

