package org.fengqiao.kernel.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.crypto.Base64Url;
import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.crypto.Suite;

class MerkleTreePropertiesTest {

    @Test
    void theRootsAreThoseOfCertificateTransparency() {
        // The leaves and roots of the reference implementation of RFC 6962.
        var leaves = Stream.of(
                        "",
                        "00",
                        "10",
                        "2021",
                        "3031",
                        "40414243",
                        "5051525354555657",
                        "606162636465666768696a6b6c6d6e6f")
                .map(HexFormat.of()::parseHex)
                .toList();
        var roots = List.of(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        var tree = MerkleTree.of(Suite.INTERNATIONAL, leaves);
        for (var size = 0; size <= leaves.size(); size++) {
            assertThat(HexFormat.of().formatHex(tree.root(size).bytes())).isEqualTo(roots.get(size));
        }
        assertThat(tree.root()).isEqualTo(tree.root(8));
    }

    @Test
    void everyLeafOfEveryTreeUpToAHundredIsProved() {
        for (var suite : Suite.values()) {
            var tree = tree(suite, 100);
            for (var size = 1; size <= 100; size++) {
                var root = tree.root(size);
                for (var index = 0; index < size; index++) {
                    assertThat(tree.inclusion(index, size).proves(leaf(index), root))
                            .as("leaf %d of %d", index, size)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyGrowthUpToSixtyIsProved() {
        var tree = tree(Suite.INTERNATIONAL, 60);
        for (var later = 1; later <= 60; later++) {
            for (var earlier = 1; earlier <= later; earlier++) {
                assertThat(tree.consistency(earlier, later).proves(tree.root(earlier), tree.root(later)))
                        .as("from %d to %d", earlier, later)
                        .isTrue();
            }
        }
    }

    @Property(tries = 300)
    void aLeafOfALargeTreeIsProvedInFewSteps(@ForAll @IntRange(min = 1, max = 5000) int size, @ForAll Random random) {
        var tree = tree(Suite.INTERNATIONAL, size);
        var index = random.nextInt(size);
        var proof = tree.inclusion(index, size);
        assertThat(proof.proves(leaf(index), tree.root())).isTrue();
        assertThat(proof.path().size()).isLessThanOrEqualTo(13);
    }

    @Property(tries = 2000)
    void noAlteredInclusionProofProvesAnything(@ForAll @IntRange(min = 1, max = 300) int size, @ForAll Random random) {
        var tree = tree(Suite.INTERNATIONAL, size);
        var index = random.nextInt(size);
        var proof = tree.inclusion(index, size);
        var root = tree.root();

        assertThat(proof.proves(leaf(index + 1), root)).isFalse();
        assertThat(proof.proves(leaf(index), Streams.otherDigest(random, root))).isFalse();
        assertThat(proof.proves(leaf(index), new Digest(Suite.NATIONAL, root.value())))
                .isFalse();
        for (var otherIndex : List.of(-1, index - 1, index + 1, size, random.nextInt(400))) {
            assertThat(new InclusionProof(otherIndex, size, proof.path()).proves(leaf(index), root))
                    .isEqualTo(otherIndex == index);
        }
        altered(proof.path(), random)
                .forEach(path -> assertThat(new InclusionProof(index, size, path).proves(leaf(index), root))
                        .isFalse());
    }

    @Property(tries = 2000)
    void noAlteredConsistencyProofProvesAnything(
            @ForAll @IntRange(min = 1, max = 300) int later, @ForAll Random random) {
        var tree = tree(Suite.INTERNATIONAL, later);
        var earlier = 1 + random.nextInt(later);
        var proof = tree.consistency(earlier, later);
        var from = tree.root(earlier);
        var to = tree.root(later);

        assertThat(proof.proves(Streams.otherDigest(random, from), to)).isFalse();
        assertThat(proof.proves(from, Streams.otherDigest(random, to))).isFalse();
        altered(proof.path(), random)
                .forEach(path -> assertThat(new ConsistencyProof(earlier, later, path).proves(from, to))
                        .isFalse());
    }

    @Property(tries = 500)
    void aTreeThatChangedALeafHasNotGrown(@ForAll @IntRange(min = 1, max = 200) int later, @ForAll Random random) {
        var earlier = 1 + random.nextInt(later);
        var leaves = new ArrayList<>(leaves(later));
        var before = MerkleTree.of(Suite.INTERNATIONAL, leaves).root(earlier);
        leaves.set(random.nextInt(earlier), leaf(-1));
        var tree = MerkleTree.of(Suite.INTERNATIONAL, leaves);
        assertThat(tree.consistency(earlier, later).proves(before, tree.root())).isFalse();
    }

    @Test
    void aNodeIsNeverTakenForALeaf() {
        var suite = Suite.INTERNATIONAL;
        var tree = tree(suite, 2);
        var left = suite.digest(new byte[] {0}, leaf(0));
        var right = suite.digest(new byte[] {0}, leaf(1));
        var joined = new byte[64];
        System.arraycopy(left, 0, joined, 0, 32);
        System.arraycopy(right, 0, joined, 32, 32);
        assertThat(new InclusionProof(0, 1, List.of()).proves(joined, tree.root()))
                .isFalse();
    }

    @Test
    void aProofThatCannotBeGivenIsRefused() {
        var tree = tree(Suite.INTERNATIONAL, 3);
        assertThatThrownBy(() -> tree.inclusion(3, 3)).hasMessage("a tree of 3 leaves has no leaf 3");
        assertThatThrownBy(() -> tree.root(4)).hasMessage("the tree has 3 leaves, not 4");
        assertThatThrownBy(() -> tree.consistency(0, 2)).hasMessage("no proof from 0 to 2 leaves");
    }

    /** Every way in which one step of a path can be wrong. */
    private static List<List<String>> altered(List<String> path, Random random) {
        var all = new ArrayList<List<String>>();
        var zero = Base64Url.encode(new byte[32]);
        for (var at = 0; at <= path.size(); at++) {
            var longer = new ArrayList<>(path);
            longer.add(at, zero);
            all.add(longer);
        }
        for (var at = 0; at < path.size(); at++) {
            var shorter = new ArrayList<>(path);
            shorter.remove(at);
            all.add(shorter);
            var other = new ArrayList<>(path);
            var bytes = Base64Url.decode(path.get(at));
            bytes[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
            other.set(at, Base64Url.encode(bytes));
            all.add(other);
            var unreadable = new ArrayList<>(path);
            unreadable.set(at, "枫");
            all.add(unreadable);
        }
        for (var at = 1; at < path.size(); at++) {
            var swapped = new ArrayList<>(path);
            swapped.set(at, path.get(at - 1));
            swapped.set(at - 1, path.get(at));
            all.add(swapped);
        }
        return all;
    }

    private static MerkleTree tree(Suite suite, int size) {
        return MerkleTree.of(suite, leaves(size));
    }

    private static List<byte[]> leaves(int size) {
        return IntStream.range(0, size).mapToObj(MerkleTreePropertiesTest::leaf).toList();
    }

    private static byte[] leaf(int index) {
        return ("leaf " + index).getBytes(UTF_8);
    }
}
