// In the bundle this stands in for socks-proxy-agent, a seventh of it: with no protocol to its name, a proxy
// that speaks SOCKS is answered in words instead.
'use strict';

exports.SocksProxyAgent = { protocols: [] };
