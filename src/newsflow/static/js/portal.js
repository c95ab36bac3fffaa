// What every page of the portal loads. Each part is a file of its own; a page works without any of them.
import "./keys.js"
import "./opens.js"
import "./passkey.js"
import "./wire-keys.js"
import "./live-wire.js"
import "./open-item.js"
import "./copy-item.js"
import "./query-chips.js"
