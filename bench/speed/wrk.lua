-- Arguments: method, path, body.
-- @n in path and body is the number of the request, from 0 on; @image is an image of 1000, in turns.

local method, path, body, fixed
local sent = 0

function init(arguments)
  method, path, body = arguments[1], arguments[2], arguments[3]
  if not (path .. body):find("@") then fixed = wrk.format(method, path, nil, body ~= "" and body or nil) end
end

local function numbered(text)
  return (text:gsub("@image", string.format("%012d", sent % 1000)):gsub("@n", tostring(sent)))
end

function request()
  if fixed then return fixed end
  local made = wrk.format(method, numbered(path), nil, numbered(body))
  sent = sent + 1
  return made
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"rate":%.3f,"p50":%.4f,"p99":%.4f,"errors":%d}\n',
    summary.requests, summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
