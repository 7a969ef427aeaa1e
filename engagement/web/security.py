"""Headers, hosts and addresses: what every answer carries, and whom we believe."""

import uuid

from flask import Flask, current_app, g, request
from flask_login import current_user
from werkzeug.middleware.proxy_fix import ProxyFix

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
)
"""Constant and without a nonce: no page has inline script or style, so pages can be cached."""

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def init_app(app: Flask, *, production: bool, proxy_hops: int) -> None:
    """Set headers on every answer; trust forwarded addresses of `proxy_hops` proxies only."""
    if proxy_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxy_hops, x_proto=proxy_hops, x_host=0)
    app.config["HSTS"] = production
    app.before_request(_number_request)
    app.after_request(_add_headers)


def client_address() -> str:
    """The address of who asks, for coarse limits; "" when unknown."""
    return request.remote_addr or ""


def _number_request():
    g.request_id = uuid.uuid4().hex[:12]


def _add_headers(response):
    given = {name.lower() for name, _value in response.headers}
    for name, value in HEADERS.items():
        if name.lower() not in given:
            response.headers.add(name, value)
    if current_app.config["HSTS"]:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    response.headers["X-Request-Id"] = g.get("request_id", "")
    if request.endpoint == "static":
        return response
    if current_user.is_authenticated or response.status_code >= 400 or request.method == "POST":
        response.headers["Cache-Control"] = "no-store"
    elif "cache-control" not in given:
        response.headers.add("Cache-Control", "private, no-cache")
    return response
