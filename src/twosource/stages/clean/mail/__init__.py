"""Mail, and pages saved as MHTML."""
