package org.fengqiao.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.fengqiao.kernel.crypto.SigningKey;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.proof.CaseProof;
import org.fengqiao.kernel.proof.Chain;
import org.fengqiao.kernel.proof.Checkpoint;
import org.fengqiao.kernel.proof.CheckpointMessage;
import org.fengqiao.kernel.proof.EventRow;
import org.fengqiao.kernel.proof.EventStream;
import org.fengqiao.kernel.proof.Head;
import org.fengqiao.kernel.proof.LinkedEvent;
import org.fengqiao.kernel.proof.MerkleTree;

/** Verification without the system: by a court from a file, by an auditor from the topic. */
class BundlesTest {

    private static final Instant TIME = Instant.parse("2024-03-01T01:00:00Z");

    private final SigningKey key = SigningKey.make(Suite.INTERNATIONAL, new SecureRandom());
    private final EventStream stream = new EventStream("mediation", UUID.randomUUID());
    private final MerkleTree tree = new MerkleTree(Suite.INTERNATIONAL);

    private static EventRow row(EventStream stream, long version) {
        return new EventRow(
                UUID.randomUUID(),
                stream.caseId(),
                version,
                "fengqiao.mediation.session-held.v1",
                "{\"session\":%d}".formatted(version),
                TIME,
                TIME,
                "li-wei",
                "centre",
                "mediator",
                null,
                UUID.randomUUID(),
                null,
                null);
    }

    private String bundle() {
        var events = new ArrayList<LinkedEvent>();
        var link = Chain.start(Suite.INTERNATIONAL, stream);
        for (var version = 1L; version <= 3; version++) {
            var row = row(stream, version);
            link = Chain.next(Suite.INTERNATIONAL, link, row);
            events.add(new LinkedEvent(row, link, null));
        }
        var head = new Head(stream, 3, link);
        tree.append(head.leaf());
        var checkpoint = Checkpoint.sign("mediation", tree, TIME, null, key);
        return CaseProof.of(stream, events, head, tree.inclusion(0, 1), checkpoint, key.verificationKey())
                .toJson();
    }

    @Test
    void aBundleAsItWasGivenIsIntact() {
        var trusted = new Bundles(Set.of(key.verificationKey().keyId()));

        assertThat(trusted.verify(bundle()).well()).isTrue();
    }

    @Test
    void anAlteredEventIsNamedByItsVersion() {
        var finding = new Bundles(Set.of()).verify(bundle().replace("{\\\"session\\\":2}", "{\\\"session\\\":9}"));

        assertThat(finding.well()).isFalse();
        assertThat(finding.what()).startsWith("BROKEN: ALTERED, version 2");
    }

    @Test
    void aBundleSignedByAStrangerIsNotBelieved() {
        assertThat(new Bundles(Set.of("i1.AAAAAAAAAAAAAAAAAAAAAA")).verify(bundle()))
                .isEqualTo(new Finding(false, "UNPROVEN: UNKNOWN_KEY"));
    }

    @Test
    void whatIsNoBundleIsSaidToBeUnreadable() {
        assertThat(new Bundles(Set.of()).verify("{\"hello\":1}")).isEqualTo(new Finding(false, "UNPROVEN: UNREADABLE"));
    }

    private List<CheckpointMessage> published(int count) {
        var messages = new ArrayList<CheckpointMessage>();
        for (var number = 1; number <= count; number++) {
            var before = messages.isEmpty() ? null : messages.getLast();
            tree.append(new Head(stream, number, Chain.start(Suite.INTERNATIONAL, stream)).leaf());
            var checkpoint = Checkpoint.sign("mediation", tree, TIME, before == null ? null : before.checkpoint(), key);
            messages.add(new CheckpointMessage(
                    "mediation",
                    number,
                    checkpoint.treeSize(),
                    checkpoint.root().toString(),
                    TIME,
                    before == null ? null : before.checkpoint().digest().toString(),
                    checkpoint.keyId(),
                    key.verificationKey().encoded(),
                    checkpoint.signature(),
                    number - 1L,
                    before == null
                            ? List.of()
                            : tree.consistency(number - 1, number).path()));
        }
        return messages;
    }

    @Test
    void publishedCheckpointsFollowEachOther() {
        var checkpoints = new PublishedCheckpoints(Set.of(key.verificationKey().keyId()));

        assertThat(published(4)).extracting(checkpoints::add).containsOnlyNulls();
    }

    @Test
    void aCheckpointThatWasTakenOutLeavesAGap() {
        var messages = published(3);
        var checkpoints = new PublishedCheckpoints(Set.of(key.verificationKey().keyId()));

        assertThat(checkpoints.add(messages.get(0))).isNull();
        assertThat(checkpoints.add(messages.get(2))).isEqualTo("checkpoint 3 follows 1");
    }

    @Test
    void aTreeThatLostALeafTakesBackWhatWasSaid() {
        var first = published(2);
        var other = new MerkleTree(Suite.INTERNATIONAL);
        List.of(7, 8, 9)
                .forEach(version ->
                        other.append(new Head(stream, version, Chain.start(Suite.INTERNATIONAL, stream)).leaf()));
        var rewritten =
                Checkpoint.sign("mediation", other, TIME, first.getLast().checkpoint(), key);
        var checkpoints = new PublishedCheckpoints(Set.of(key.verificationKey().keyId()));
        first.forEach(checkpoints::add);

        var wrong = checkpoints.add(new CheckpointMessage(
                "mediation",
                3,
                3,
                rewritten.root().toString(),
                TIME,
                first.getLast().checkpoint().digest().toString(),
                rewritten.keyId(),
                key.verificationKey().encoded(),
                rewritten.signature(),
                2,
                other.consistency(2, 3).path()));

        assertThat(wrong).isEqualTo("checkpoint 3 takes back what checkpoint 2 said");
    }

    @Test
    void aCheckpointOfAStrangerIsNotBelieved() {
        assertThat(new PublishedCheckpoints(Set.of("i1.AAAAAAAAAAAAAAAAAAAAAA"))
                        .add(published(1).getFirst()))
                .startsWith("checkpoint 1 is signed with ");
    }

    @Test
    void aCheckpointThatIsNotSignedByTheKeyItNamesIsNamed() {
        var one = published(2);
        var forged = one.getLast();
        var checkpoints = new PublishedCheckpoints(Set.of());
        checkpoints.add(one.getFirst());

        assertThat(checkpoints.add(new CheckpointMessage(
                        forged.service(),
                        forged.number(),
                        forged.treeSize(),
                        forged.root(),
                        forged.takenAt().plusSeconds(1),
                        forged.previous(),
                        forged.keyId(),
                        forged.key(),
                        forged.signature(),
                        forged.previousTreeSize(),
                        forged.consistency())))
                .startsWith("checkpoint 2 is not signed by ");
    }
}
