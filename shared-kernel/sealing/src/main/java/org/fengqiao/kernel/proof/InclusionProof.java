package org.fengqiao.kernel.proof;

import java.util.List;

import org.fengqiao.kernel.crypto.Base64Url;
import org.fengqiao.kernel.crypto.Digest;

/**
 * Proof that a leaf is in a tree: the digests with which its own leads to the root (RFC 6962, section 2.1.1).
 *
 * @param index the leaf's place, from 0
 * @param treeSize the number of leaves of the tree
 * @param path the digests, from the leaf upwards, base64url
 */
public record InclusionProof(long index, long treeSize, List<String> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Returns whether this leaf stands at this place under this root; false also for a proof that cannot be read. RFC
     * 9162, section 2.1.3.2.
     */
    public boolean proves(byte[] leaf, Digest root) {
        if (index < 0 || index >= treeSize) {
            return false;
        }
        var suite = root.suite();
        var node = index;
        var last = treeSize - 1;
        var digest = MerkleTree.leaf(suite, leaf);
        try {
            for (var step : path) {
                if (last == 0) {
                    return false;
                }
                var other = Base64Url.decode(step);
                if (node % 2 == 1 || node == last) {
                    digest = MerkleTree.node(suite, other, digest);
                    // A node without a neighbour stands for itself one level up.
                    while (node % 2 == 0 && node != 0) {
                        node /= 2;
                        last /= 2;
                    }
                } else {
                    digest = MerkleTree.node(suite, digest, other);
                }
                node /= 2;
                last /= 2;
            }
        } catch (IllegalArgumentException _) {
            return false;
        }
        return last == 0 && MerkleTree.digest(suite, digest).equals(root);
    }
}
