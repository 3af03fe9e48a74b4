-- Claim a hop: look at its session and, where the hop is the next one, lease it to the caller, atomically (source 28).
--
-- KEYS[1]  the session, a hash: who (the phone), last (the hop answered last), state (none once it has ended),
--          hops (how many are answered), owner, lease and leased (who answers the next hop, until when in ms by
--          the clock of this server, and which hop that is), and each answer under its hop's own digest
-- ARGV     who, owner, hop, lease in ms, lease in ms once the phone has gone on to a later hop, TTL in ms, most hops,
--          then the earlier hops, the longest text first
-- Returns  the verdict; with a sealed value also the hop that the value belongs to, and the value
local key = KEYS[1]
local who, owner, hop, lease_ms, passed_ms, ttl_ms, most_hops = unpack(ARGV, 1, 7)

local its_who, last, state, hops, holder, held_until, leased, answer =
  unpack(redis.call('HMGET', key, 'who', 'last', 'state', 'hops', 'owner', 'lease', 'leased', hop))

local function latest()
  return {'stale', last, redis.call('HGET', key, last)}
end

local function follows(known)
  for i = 8, #ARGV do
    if known(ARGV[i]) then return true end
  end
  return false
end

if its_who and its_who ~= who then return {'conflict'} end
if answer then return {'hit', hop, answer} end
if last then
  if not follows(function(earlier) return earlier == last end) then
    local past = follows(function(earlier) return redis.call('HEXISTS', key, earlier) == 1 end)
    return past and latest() or {'conflict'}
  end
  if not state then return {'ended'} end
  if tonumber(hops) >= tonumber(most_hops) then return latest() end
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if holder and holder ~= owner then
  -- A phone that has gone on was answered, though this server does not know it: a failover lost the commit.
  local passed = follows(function(earlier) return earlier == leased end)
  local sooner = passed and math.max(0, lease_ms - passed_ms) or 0
  if tonumber(held_until) - sooner > now then return {'busy'} end
end
redis.call('HSET', key, 'who', who, 'owner', owner, 'leased', hop, 'lease', string.format('%.0f', now + lease_ms))
if redis.call('PTTL', key) < 0 then redis.call('PEXPIRE', key, ttl_ms) end -- else the last commit has set it
return last and {'go', last, state} or {'new'}
