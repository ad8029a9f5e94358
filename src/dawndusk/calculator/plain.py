"""Equations of docstrings, written in TeX for the manual, as plain text for a terminal."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["plain_equation"]

_GREEK: Final = {
    "varepsilon": "ε", "epsilon": "ε", "eta": "η", "sigma": "σ", "theta": "θ", "rho": "ρ",
    "beta": "β", "alpha": "α", "lambda": "λ", "mu": "μ", "pi": "π", "tau": "τ", "zeta": "ζ",
    "Omega": "Ω", "ell": "l", "nu": "ν", "phi": "φ", "delta": "δ", "Delta": "Δ", "omega": "ω",
    "psi": "ψ", "gamma": "γ", "kappa": "κ",
    "Lambda": "Λ", "Theta": "Θ", "Phi": "Φ", "Psi": "Ψ", "Sigma": "Σ", "Gamma": "Γ", "Pi": "Π",
    "Xi": "Ξ", "xi": "ξ", "chi": "χ", "iota": "ι", "upsilon": "υ",
}  # fmt: skip
_SIGNS: Final = {
    "quad": "  ", "qquad": "   ", "cdot": "·", "times": "×", "langle": "<", "rangle": ">",
    "sqrt": "√", "le": "<=", "ge": ">=", "approx": "≈", "int": "∫", "sum": "Σ", "left": "",
    "right": "", "big": "", "Big": "", "dot": "", "bar": "", "infty": "∞", "pm": "±", "mp": "∓",
    "odot": "☉",
}  # fmt: skip


def plain_equation(text: str) -> str:
    r"""Return an equation readable on one or a few lines of plain text.

    Examples
    --------
    >>> plain_equation(r"q = 2\,\varepsilon\,\eta\,\sigma\,(T^4 - T_s^4), \quad A = \frac{Q}{q}")
    'q = 2 ε η σ (T^4 - T_s^4),   A = Q / q'
    >>> plain_equation(r"\Omega = L_\odot + 15^\circ (t - 12\,\mathrm{h})")
    'Ω = L_☉ + 15° (t - 12 h)'
    >>> plain_equation(r"\frac{P}{h c\,10^{M/10}}")
    'P / (h c 10^(M/10))'
    >>> plain_equation("R = F_{peak} u / F")
    'R = F_peak u / F'
    >>> plain_equation("c = [A + B] / m")
    'c = [A + B] / m'
    """
    if not re.search(r"[\\{]", text):
        return text
    for _ in range(6):  # innermost fractions first
        text = re.sub(r"([_^])\{([^{}\\]*)\}", _raised, text)
        text = re.sub(r"\\[dt]?frac\{([^{}]*)\}\{([^{}]*)\}", _fraction, text)
        text = re.sub(r"\\(?:text|mathrm|operatorname)\{([^{}]*)\}", r"\1", text)
    text = re.sub(r"\^\{?\\circ\}?", "°", text)
    text = re.sub(r"\\[,;:! ]", " ", text)
    text = re.sub(r"\\([A-Za-z]+)", lambda m: _GREEK.get(m[1], _SIGNS.get(m[1], m[1])), text)
    text = re.sub(r"([_^])\{([^{}]*)\}", r"\1\2", text).replace("{", "(").replace("}", ")")
    return "\n".join(re.sub(r"(?<=\S)[ ]{4,}", "   ", line).strip() for line in text.splitlines())


def _raised(found: re.Match[str]) -> str:
    """Write what is raised or lowered, in brackets only where it is more than one thing."""
    sign, what = found.groups()
    return f"{sign}({what})" if re.search(r"[-+/ ]", what.strip()) else sign + what


def _fraction(found: re.Match[str]) -> str:
    """Write a fraction with a slash, in brackets only where it needs them."""
    over, under = (
        part if re.fullmatch(r"[\\\w^]+", part.strip()) else f"({part})" for part in found.groups()
    )
    return f"{over} / {under}"
