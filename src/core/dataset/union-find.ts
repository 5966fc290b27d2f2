/** Sets that are joined pair by pair; members are whole numbers from 0. */
export interface UnionFind {
  join(one: number, other: number): void;
  /** The member that stands for the set: the smallest. */
  find(member: number): number;
}

export function createUnionFind(size: number): UnionFind {
  const parent = Int32Array.from({ length: size }, (_, member) => member);
  return {
    join(one, other) {
      const a = find(one);
      const b = find(other);
      parent[Math.max(a, b)] = Math.min(a, b);
    },
    find,
  };

  function find(member: number): number {
    let at = member;
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      parent[at] = parent[up] ?? up;
      at = up;
    }
    return at;
  }
}
