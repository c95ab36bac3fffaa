# Varnish before Newsflow's public site (docs/site.md). Needs the module xkey: Debian's package varnish-modules.
vcl 4.1;

import std;
import xkey;

backend newsflow {
    .host = "127.0.0.1";
    .port = "8080";
}

acl purgers {
    "127.0.0.1";
    "::1";
}

sub vcl_recv {
    # NEWSFLOW_PURGE_URL=http://127.0.0.1:6081/purge, NEWSFLOW_PURGE_HEADER="X-Purge-Key: choose-one"
    if (req.url == "/purge") {
        if (req.method != "POST" || client.ip !~ purgers || req.http.X-Purge-Key != "choose-one") {
            return (synth(403, "Forbidden"));
        }
        set req.http.X-Purged = xkey.purge(req.http.Surrogate-Key);
        return (synth(200, "Purged " + req.http.X-Purged));
    }
    # What follows is Varnish's own: whoever comes with a cookie or a login, or sends something, is passed on.
}

sub vcl_backend_response {
    if (beresp.status == 200 && beresp.http.Surrogate-Key) {
        # A page, feed or picture of the site. Browsers still ask each time (Cache-Control: no-cache); this cache holds it
        # for a minute, or until it is told, and asks with If-None-Match after that.
        set beresp.http.xkey = beresp.http.Surrogate-Key;
        # The flash line, which open front pages ask for again and again, says itself how long: a second.
        if (beresp.http.Cache-Control !~ "max-age") {
            set beresp.ttl = 60s;
        }
        set beresp.grace = 0s;
        set beresp.keep = 10m;
        return (deliver);
    }
    # All else, the notice in a killed item's place too, is stored nowhere, save what names its days itself (/static/).
    if (beresp.http.Cache-Control ~ "no-cache|no-store|private" || beresp.status >= 300) {
        set beresp.uncacheable = true;
        set beresp.ttl = 10s;
        return (deliver);
    }
}

sub vcl_deliver {
    unset resp.http.xkey;
    unset resp.http.Surrogate-Key;
    unset resp.http.Cache-Tag;
    unset resp.http.Age;
}
