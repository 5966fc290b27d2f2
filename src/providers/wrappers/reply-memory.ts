import type { Reply } from '../../core/model/reply';

export interface MemoryPolicy {
  readonly entries: number;
  /** Characters of keys and answers together. */
  readonly chars: number;
}

const defaultMemoryPolicy: MemoryPolicy = { entries: 500, chars: 8_000_000 };

/** Answers by key; the ones that were not asked for the longest go first. */
export interface ReplyMemory {
  get(key: string): Reply | undefined;
  set(key: string, reply: Reply): void;
}

export function createReplyMemory(policy: MemoryPolicy = defaultMemoryPolicy): ReplyMemory {
  // A Map keeps the order of insertion, so its first key is the oldest once a hit is put back at the end.
  const replies = new Map<string, Reply>();
  let chars = 0;

  function drop(key: string): void {
    const reply = replies.get(key);
    if (reply === undefined) return;
    chars -= size(key, reply);
    replies.delete(key);
  }

  return {
    get(key) {
      const reply = replies.get(key);
      if (reply === undefined) return undefined;
      replies.delete(key);
      replies.set(key, reply);
      return reply;
    },
    set(key, reply) {
      drop(key);
      if (size(key, reply) > policy.chars) return;
      replies.set(key, reply);
      chars += size(key, reply);
      for (const oldest of replies.keys()) {
        if (replies.size <= policy.entries && chars <= policy.chars) return;
        drop(oldest);
      }
    },
  };
}

function size(key: string, reply: Reply): number {
  return key.length + reply.text.length;
}
