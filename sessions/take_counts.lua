-- Take the counts as a batch, to add it to the database; or drop a batch that was added there. A batch stays until it
-- is dropped, and is returned again under the same name: the process that took it first may have died.
--
-- KEYS[1]  the counts, as commit.lua adds to them
-- KEYS[2]  the batch that is taken
-- ARGV     the name of a new batch ('' takes none), the name of a batch to drop ('' drops none)
-- Returns  the fields of the batch and their values by turns, its name under ''; empty: there is no batch
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
