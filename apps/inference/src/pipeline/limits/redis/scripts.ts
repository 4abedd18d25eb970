// Each script is one decision: Redis runs it alone. Time is Redis's own, so that processes' clocks don't matter; a test may
// give another one (ARGV[1], milliseconds).
const NOW = `
local at
if ARGV[1] == '' then
  local time = redis.call('TIME')
  at = time[1] * 1000 + math.floor(time[2] / 1000)
else
  at = tonumber(ARGV[1])
end`;

// A window is a list of (second, amount) pairs, oldest first, of the last 60 seconds and the one that is just leaving.
const WINDOWS = `${NOW}
local second = math.floor(at / 1000)
local function read(key)
  local packed = redis.call('GET', key)
  local kept, total = {}, 0
  if packed then
    local pairs = cmsgpack.unpack(packed)
    for p = 1, #pairs, 2 do
      if pairs[p] >= second - 60 then
        kept[#kept + 1] = pairs[p]
        kept[#kept + 1] = pairs[p + 1]
        total = total + pairs[p + 1]
      end
    end
  end
  return kept, total
end
local function write(key, kept)
  redis.call('SET', key, cmsgpack.pack(kept), 'PX', 122000)
end`;

/**
 * KEYS: windows. ARGV: time, then amount and limit of each window. Charges all or none. Answers: the number of the first
 * window that refuses or 0, its wait in ms, then used and ms until empty of each window.
 */
export const DECIDE = `${WINDOWS}
local function untilAtMost(kept, total, most)
  local left = total
  for p = 1, #kept, 2 do
    if left <= most then return 0 end
    left = left - kept[p + 1]
    if left <= most then return math.max(1, (kept[p] + 61) * 1000 - at) end
  end
  return 0
end
local windows, refused, wait = {}, 0, 0
for i = 1, #KEYS do
  local kept, total = read(KEYS[i])
  local amount, limit = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  windows[i] = { kept = kept, total = total, amount = amount }
  if refused == 0 and total + amount > limit then
    refused = i
    wait = untilAtMost(kept, total, math.max(0, limit - amount))
  end
end
local answer = { refused, wait }
for i, window in ipairs(windows) do
  local kept, amount = window.kept, window.amount
  if refused == 0 and amount > 0 then
    window.total = window.total + amount
    if #kept > 0 and kept[#kept - 1] >= second then
      kept[#kept] = kept[#kept] + amount
    else
      kept[#kept + 1] = second
      kept[#kept + 1] = amount
    end
    write(KEYS[i], kept)
  end
  answer[#answer + 1] = window.total
  answer[#answer + 1] = untilAtMost(kept, window.total, 0)
end
return answer`;

/** KEYS: one window. ARGV: time, then age in seconds and amount of what came while Redis did not hear of it. */
export const MERGE = `${WINDOWS}
local kept = read(KEYS[1])
local amounts = {}
for p = 1, #kept, 2 do amounts[kept[p]] = kept[p + 1] end
for a = 2, #ARGV, 2 do
  local when = second - tonumber(ARGV[a])
  amounts[when] = (amounts[when] or 0) + tonumber(ARGV[a + 1])
end
local merged = {}
for when = second - 60, second do
  if amounts[when] then
    merged[#merged + 1] = when
    merged[#merged + 1] = amounts[when]
  end
end
if #merged > 0 then write(KEYS[1], merged) end
return #merged`;

/** KEYS: a tenant's leases. ARGV: time, places, lease, its milliseconds. Answers 1 when a place was free. */
export const ENTER = `${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', at)
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], at + ARGV[4], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1`;

/** KEYS: a tenant's leases. ARGV: time, milliseconds, leases that go on. */
export const RENEW = `${NOW}
for i = 3, #ARGV do redis.call('ZADD', KEYS[1], 'XX', at + ARGV[2], ARGV[i]) end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return 1`;

/**
 * KEYS: the processes, this one's own mark. ARGV: time, this process, milliseconds after which a silent one is gone. Answers how
 * many there are, and whether Redis had met this one before: if not, it has lost its memory.
 */
export const HEARTBEAT = `${NOW}
local met = redis.call('EXISTS', KEYS[2])
redis.call('SET', KEYS[2], '1', 'EX', 86400)
redis.call('ZADD', KEYS[1], at, ARGV[2])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', at - ARGV[3])
return { redis.call('ZCARD', KEYS[1]), met }`;
