-- Arguments: method, path, body, and after how many answers to stop (0: when the time is over).
-- @n in path and body is the number of the request, from 0 on; @image is an image of 1000, in turns.

local method, path, body, most, fixed
local sent, answered = 0, 0

function init(arguments)
  method, path, body, most = arguments[1], arguments[2], arguments[3], tonumber(arguments[4])
  if not (path .. body):find("@") then fixed = wrk.format(method, path, nil, body ~= "" and body or nil) end
  if most > 0 then response = stopAtMost end
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

function stopAtMost()
  answered = answered + 1
  if answered >= most then wrk.thread:stop() end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"rate":%.3f,"p50":%.4f,"p99":%.4f,"refused":%d,"broken":%d}\n',
    summary.requests, summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
