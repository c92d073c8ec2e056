"""The company's own terms, see `terms_adapter.CompanyTerms`."""

from guards.detection.terms_adapter import CompanyTerms

__all__ = ["CompanyTerms"]
