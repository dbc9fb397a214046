package org.fengqiao.kernel.proof;

import java.util.List;

import org.fengqiao.kernel.crypto.Base64Url;
import org.fengqiao.kernel.crypto.Digest;

/**
 * Proof that a tree only grew: the digests from which both roots follow (RFC 6962, section 2.1.2).
 *
 * @param earlierSize the number of leaves then
 * @param laterSize the number of leaves now
 * @param path the digests, base64url; empty if the sizes are the same
 */
public record ConsistencyProof(long earlierSize, long laterSize, List<String> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Returns whether the later root has all that the earlier one had; false also for a proof that cannot be read. RFC
     * 9162, section 2.1.4.2.
     */
    public boolean proves(Digest earlierRoot, Digest laterRoot) {
        var suite = laterRoot.suite();
        if (earlierSize < 1 || earlierSize > laterSize || earlierRoot.suite() != suite) {
            return false;
        }
        if (earlierSize == laterSize) {
            return path.isEmpty() && earlierRoot.equals(laterRoot);
        }
        try {
            var steps = path.stream().map(Base64Url::decode).toList();
            var complete = Long.bitCount(earlierSize) == 1;
            if (!complete && steps.isEmpty()) {
                return false;
            }
            var node = earlierSize - 1;
            var last = laterSize - 1;
            while (node % 2 == 1) {
                node /= 2;
                last /= 2;
            }
            // A complete earlier tree is a node of the later one: its root is where both begin.
            var earlier = complete ? earlierRoot.bytes() : steps.getFirst();
            var later = earlier;
            for (var step : complete ? steps : steps.subList(1, steps.size())) {
                if (last == 0) {
                    return false;
                }
                if (node % 2 == 1 || node == last) {
                    earlier = MerkleTree.node(suite, step, earlier);
                    later = MerkleTree.node(suite, step, later);
                    while (node % 2 == 0 && node != 0) {
                        node /= 2;
                        last /= 2;
                    }
                } else {
                    later = MerkleTree.node(suite, later, step);
                }
                node /= 2;
                last /= 2;
            }
            return last == 0
                    && MerkleTree.digest(suite, earlier).equals(earlierRoot)
                    && MerkleTree.digest(suite, later).equals(laterRoot);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
