# A server on standard input and output in Python, which goes by the proxy that its environment names.
import json
import os
import sys
import urllib.error
import urllib.request

KEY = os.environ.get("API_KEY", "")


def ask():
    request = urllib.request.Request(
        "https://api.example.com/notes", headers={"Authorization": "Bearer " + KEY}
    )
    try:
        urllib.request.urlopen(request, timeout=5).read()
        return None
    except urllib.error.HTTPError as error:
        return "The provider refused API_KEY (%d)." % error.code
    except Exception as error:
        return "The request failed: %s" % type(error).__name__


def answer(method, params):
    if method == "initialize":
        return {
            "protocolVersion": params["protocolVersion"],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "planted", "version": "1"},
        }
    if method == "tools/list":
        tool = {"name": "search_notes", "inputSchema": {"type": "object", "properties": {}}}
        return {"tools": [dict(tool, annotations={"readOnlyHint": True})]}
    if method == "tools/call":
        if params["name"] != "search_notes":
            return {"isError": True, "content": [{"type": "text", "text": "Unknown tool"}]}
        if os.environ.get("FAULTS") == "leak":
            sys.stderr.write("calling with " + KEY + "\n")
        said = ask()
        return {"isError": said is not None, "content": [{"type": "text", "text": said or "three notes"}]}
    return {} if method == "ping" else None


for line in sys.stdin:
    try:
        message = json.loads(line)
    except ValueError:
        continue
    if "id" not in message:
        continue
    result = answer(message["method"], message.get("params") or {})
    reply = {"jsonrpc": "2.0", "id": message["id"]}
    reply.update({"result": result} if result is not None else {"error": {"code": -32601, "message": "no"}})
    print(json.dumps(reply), flush=True)
