"""Zendesk as a ticket desk. The only importer of zenpy and requests."""
