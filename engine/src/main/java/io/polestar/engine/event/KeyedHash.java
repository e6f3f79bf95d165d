package io.polestar.engine.event;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;

/**
 * A keyed 64-bit hash of text. Identities of events and of subjects are kept as these hashes: with a key
 * that clients do not know, ten million of them collide with a probability of about 3 in a million.
 *
 * <p>Immutable; safe on any thread. WyHash final 4, see <a href="https://github.com/wangyi-fudan/wyhash">wyhash</a>.
 */
public final class KeyedHash {
    private final Hasher64 hasher;
    private final long key;

    /** @param key any 64 bits; the same journal must always be read with the same key */
    public KeyedHash(long key) {
        this.key = key;
        this.hasher = Hashing.wyhashFinal4(key);
    }

    /** The key given at construction. */
    public long key() {
        return key;
    }

    /** Hash of {@code length} bytes from {@code offset}; never zero, so that zero can mean "none". */
    public long of(byte[] bytes, int offset, int length) {
        long hash = hasher.hashBytesToLong(bytes, offset, length);
        return hash == 0 ? 1 : hash;
    }

    /** Mixes two hashes into one that depends on both and on their order; never zero. */
    public static long combine(long first, long second) {
        long mixed = mix(first + 0x9E3779B97F4A7C15L * second);
        return mixed == 0 ? 1 : mixed;
    }

    /** A bijective 64-bit mixer (Stafford's variant 13 of the MurmurHash3 finalizer). */
    public static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
