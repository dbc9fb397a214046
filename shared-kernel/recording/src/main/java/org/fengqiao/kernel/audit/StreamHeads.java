package org.fengqiao.kernel.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.proof.Chain;
import org.fengqiao.kernel.proof.EventStream;
import org.fengqiao.kernel.proof.Head;
import org.fengqiao.kernel.proof.MerkleTree;

/**
 * The tree of heads as it is in memory, and where each stream's heads are in it. Follows the table {@code
 * checkpoint_leaf}. Not safe for several threads.
 */
final class StreamHeads {

    /** One leaf. */
    record Leaf(long leaf, UUID caseId, long version, String link) {}

    private final String service;
    private final MerkleTree tree;

    StreamHeads(String service, Suite suite) {
        this.service = service;
        this.tree = new MerkleTree(suite);
    }

    MerkleTree tree() {
        return tree;
    }

    /**
     * Adds leaves.
     *
     * @throws IllegalStateException if they don't follow the ones that are there: a leaf was taken out
     */
    void append(Collection<Leaf> leaves) {
        for (var leaf : leaves) {
            if (leaf.leaf() != tree.size()) {
                throw new IllegalStateException("leaf %d of the checkpoints is missing".formatted(tree.size()));
            }
            tree.append(head(leaf).leaf());
        }
    }

    Head head(Leaf leaf) {
        return new Head(new EventStream(service, leaf.caseId()), leaf.version(), Chain.read(leaf.link()));
    }

    static Map<UUID, List<Leaf>> byCase(Collection<Leaf> leaves) {
        var found = new HashMap<UUID, List<Leaf>>();
        leaves.forEach(leaf ->
                found.computeIfAbsent(leaf.caseId(), _ -> new ArrayList<>()).add(leaf));
        return found;
    }
}
