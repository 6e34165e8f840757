import { createHash } from 'node:crypto';

/** A script that a server runs as one act, and the name by which it knows it once it has seen it. */
export interface Script {
  readonly text: string;
  readonly sha: string;
}

const script = (text: string): Script => ({ text, sha: createHash('sha1').update(text).digest('hex') });

// One clock for all nodes: the server's, moved as that of a sandbox is (ARGV[1], milliseconds).
const now = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[1])`;

/** KEYS[1] a window; ARGV[2] what to add, ARGV[3] how long a new one lasts. Gives the count and the milliseconds left. Begins none to take away. */
export const addToWindow = script(`${now}
local window = redis.call('HMGET', KEYS[1], 'n', 'fin')
if window[1] and now < tonumber(window[2]) then
  return { redis.call('HINCRBY', KEYS[1], 'n', ARGV[2]), tonumber(window[2]) - now }
end
local left = tonumber(ARGV[3])
if tonumber(ARGV[2]) < 0 then return { 0, left } end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'n', ARGV[2], 'fin', now + left)
redis.call('PEXPIRE', KEYS[1], left)
return { tonumber(ARGV[2]), left }`);

/** KEYS[1] a window. Gives the count and the milliseconds left; nothing when none is under way. */
export const readWindow = script(`${now}
local window = redis.call('HMGET', KEYS[1], 'n', 'fin')
if window[1] and now < tonumber(window[2]) then return { tonumber(window[1]), tonumber(window[2]) - now } end
return false`);

/** KEYS[1] when it happened; ARGV[2] how many times are too many, ARGV[3] within how long. Gives 1 when they are. */
export const noteEvent = script(`${now}
local most = tonumber(ARGV[2])
redis.call('RPUSH', KEYS[1], now)
redis.call('LTRIM', KEYS[1], -(most + 1), -1)
redis.call('PEXPIRE', KEYS[1], ARGV[3])
if redis.call('LLEN', KEYS[1]) <= most then return 0 end
if now - tonumber(redis.call('LINDEX', KEYS[1], 0)) < tonumber(ARGV[3]) then return 1 end
return 0`);
