package org.fengqiao.kernel.proof;

import java.util.ArrayList;
import java.util.List;

import org.fengqiao.kernel.crypto.Base64Url;
import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.crypto.Suite;

/**
 * A tree over a growing list of leaves, as in RFC 6962, section 2.1: one digest for all of them, a short proof that a
 * leaf is in it, and a short proof that a larger tree only added leaves to a smaller one. Leaves and nodes are digested
 * with different prefixes, so that none is taken for the other. Not safe for several threads.
 */
public final class MerkleTree {

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private final Suite suite;

    /**
     * Level 0 has the leaves' digests, level n those of complete subtrees of 2^n leaves: a leaf is digested once,
     * however often is asked.
     */
    private final List<List<byte[]>> levels = new ArrayList<>();

    /** Creates an empty tree. */
    public MerkleTree(Suite suite) {
        this.suite = suite;
        levels.add(new ArrayList<>());
    }

    /** Returns a tree of these leaves. */
    public static MerkleTree of(Suite suite, List<byte[]> leaves) {
        var tree = new MerkleTree(suite);
        leaves.forEach(tree::append);
        return tree;
    }

    /** Adds a leaf. */
    public void append(byte[] leaf) {
        var digest = suite.digest(LEAF, leaf);
        for (var level = 0; ; level++) {
            if (level == levels.size()) {
                levels.add(new ArrayList<>());
            }
            var row = levels.get(level);
            row.add(digest);
            if (row.size() % 2 == 1) {
                return;
            }
            digest = suite.digest(NODE, row.get(row.size() - 2), row.getLast());
        }
    }

    /** Returns the number of leaves. */
    public int size() {
        return levels.getFirst().size();
    }

    /** Returns the root of all leaves; of none, the digest of nothing. */
    public Digest root() {
        return root(size());
    }

    /**
     * Returns the root as it was when the tree had this size.
     *
     * @throws IllegalArgumentException if it was never that large
     */
    public Digest root(int size) {
        requireSize(size);
        return digest(suite, size == 0 ? suite.digest() : digest(0, size));
    }

    /**
     * Proves that a leaf is in the tree of this size.
     *
     * @param index of the leaf, from 0
     * @throws IllegalArgumentException if the tree of that size has no such leaf, or never had that size
     */
    public InclusionProof inclusion(int index, int size) {
        requireSize(size);
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("a tree of %d leaves has no leaf %d".formatted(size, index));
        }
        var path = new ArrayList<byte[]>();
        include(index, 0, size, path);
        return new InclusionProof(index, size, texts(path));
    }

    private void include(int index, int from, int to, List<byte[]> path) {
        if (to - from == 1) {
            return;
        }
        var middle = from + split(to - from);
        if (index < middle) {
            include(index, from, middle, path);
            path.add(digest(middle, to));
        } else {
            include(index, middle, to, path);
            path.add(digest(from, middle));
        }
    }

    /**
     * Proves that the tree of the later size has the earlier one's leaves, in the same order, and others only behind
     * them.
     *
     * @throws IllegalArgumentException if the sizes are not 0 &lt; earlier ≤ later ≤ {@link #size}
     */
    public ConsistencyProof consistency(int earlier, int later) {
        requireSize(later);
        if (earlier < 1 || earlier > later) {
            throw new IllegalArgumentException("no proof from %d to %d leaves".formatted(earlier, later));
        }
        var path = new ArrayList<byte[]>();
        if (earlier < later) {
            extend(earlier, 0, later, true, path);
        }
        return new ConsistencyProof(earlier, later, texts(path));
    }

    private void extend(int earlier, int from, int to, boolean known, List<byte[]> path) {
        if (earlier == to) {
            if (!known) {
                path.add(digest(from, to));
            }
            return;
        }
        var middle = from + split(to - from);
        if (earlier <= middle) {
            extend(earlier, from, middle, known, path);
            path.add(digest(middle, to));
        } else {
            extend(earlier, middle, to, false, path);
            path.add(digest(from, middle));
        }
    }

    private byte[] digest(int from, int to) {
        var size = to - from;
        if (Integer.bitCount(size) == 1 && from % size == 0) {
            return levels.get(Integer.numberOfTrailingZeros(size)).get(from / size);
        }
        var middle = from + split(size);
        return node(suite, digest(from, middle), digest(middle, to));
    }

    /** Returns the largest power of two below the size. */
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }

    static byte[] leaf(Suite suite, byte[] leaf) {
        return suite.digest(LEAF, leaf);
    }

    static byte[] node(Suite suite, byte[] left, byte[] right) {
        return suite.digest(NODE, left, right);
    }

    static Digest digest(Suite suite, byte[] value) {
        return new Digest(suite, Base64Url.encode(value));
    }

    private void requireSize(int size) {
        if (size < 0 || size > size()) {
            throw new IllegalArgumentException("the tree has %d leaves, not %d".formatted(size(), size));
        }
    }

    private static List<String> texts(List<byte[]> path) {
        return path.stream().map(Base64Url::encode).toList();
    }
}
