"""What customers and PostHog's people wrote to each other, one module a customer."""
