-- Take what was counted, to add it to the database; or drop a batch that was added there. What is taken stays until
-- it is dropped, and is taken again under the same name: whoever took it first may have died.
--
-- KEYS[1]  the counts, as commit.lua adds to them
-- KEYS[2]  the batch that is taken
-- ARGV     the name of a new batch ('' takes none), the name of a batch to drop ('' drops none)
-- Returns  the fields of the batch, its name among them under '', and their values by turns; empty: there is none
local counts, taken = KEYS[1], KEYS[2]
local fresh, done = unpack(ARGV)

if done ~= '' and redis.call('HGET', taken, '') == done then redis.call('DEL', taken) end
if fresh == '' then return {} end
if redis.call('EXISTS', taken) == 0 then
  if redis.call('EXISTS', counts) == 0 then return {} end
  redis.call('RENAME', counts, taken)
  redis.call('HSET', taken, '', fresh)
end
return redis.call('HGETALL', taken)
