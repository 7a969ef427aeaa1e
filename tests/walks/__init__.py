"""Walks over all addresses: what holds for every page, on an application full of samples."""
