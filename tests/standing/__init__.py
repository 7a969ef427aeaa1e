"""What happens to an accreditation after it was granted."""
