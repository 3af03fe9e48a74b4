-- Store a hop's answer, if the hop is still its owner's, and count it. The owner's random word is the fencing token:
-- a number could come back, because its counting would begin anew when Redis has lost a session. A session that is
-- gone altogether has no other owner, and is written again.
--
-- KEYS[1]  the session, as claim.lua describes it
-- KEYS[2]  the counts of all sessions, a hash: what take_counts.lua takes
-- ARGV     who, owner, hop, sealed state ('' ends the session), sealed answer, TTL in ms, a late hop that gets the
--          same answer, and that answer sealed for it ('': there is none); then by turns the name of a count and
--          what is added to it
-- Returns  the answer that stands: this one, the winner's, or nothing while the winner has not answered; the error
--          where nothing can be written (no memory is left), and the session is forgotten then: it would stay leased
local key = KEYS[1]
local who, owner, hop, state, answer, ttl_ms, late, late_answer = unpack(ARGV, 1, 8)

if redis.call('EXISTS', key) == 0 or redis.call('HGET', key, 'owner') == owner then
  local hops = redis.pcall('HINCRBY', key, 'hops', 1)
  if type(hops) == 'table' then
    redis.call('DEL', key)
    return hops
  end
  redis.call('HSET', key, 'who', who, 'last', hop, 'state', state, hop, answer)
  if late ~= '' then redis.call('HSET', key, late, late_answer) end
  redis.call('HDEL', key, 'owner', 'lease', 'leased')
  if state == '' then redis.call('HDEL', key, 'state') end
  redis.call('PEXPIRE', key, ttl_ms)
  -- By pcall: a count that is damaged fails no hop.
  for i = 9, #ARGV, 2 do redis.pcall('HINCRBY', KEYS[2], ARGV[i], ARGV[i + 1]) end
end
return redis.call('HGET', key, hop)
