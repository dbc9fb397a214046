package org.fengqiao.kernel.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.fengqiao.kernel.crypto.SigningKey;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.proof.Streams.Recorded;
import org.fengqiao.kernel.proof.Verdict.Broken;
import org.fengqiao.kernel.proof.Verdict.Intact;
import org.fengqiao.kernel.proof.Verdict.Kind;
import org.fengqiao.kernel.proof.Verdict.Reason;
import org.fengqiao.kernel.proof.Verdict.Unproven;

/** A case's proof, checked far from the system. */
class CaseProofTest {

    static final ObjectMapper JSON = new ObjectMapper();
    static final Instant NOON = Instant.parse("2026-05-04T04:00:00.123456Z");
    static final SecureRandom SECURE = new SecureRandom();

    final Random random = new Random(4);
    final Recorded recorded = Streams.recorded(random, 5);

    CaseProof proof(SigningKey key, List<LinkedEvent> events) {
        var tree = new MerkleTree(key.verificationKey().suite());
        for (var other = 0; other < 6; other++) {
            tree.append(Streams.recorded(random, 2).head().leaf());
        }
        tree.append(recorded.head().leaf());
        tree.append(Streams.recorded(random, 3).head().leaf());
        var earlier = Checkpoint.sign("mediation", tree, NOON.minusSeconds(60), null, key);
        var checkpoint = Checkpoint.sign("mediation", tree, NOON, earlier, key);
        return CaseProof.of(
                recorded.stream(), events, recorded.head(), tree.inclusion(6, 8), checkpoint, key.verificationKey());
    }

    @ParameterizedTest
    @EnumSource
    void aProofNeedsNothingButItself(Suite suite) {
        var proof = proof(SigningKey.make(suite, SECURE), recorded.events());
        assertThat(CaseProof.verify(proof.toJson(), Set.of())).isEqualTo(new Intact(5, 5));
        assertThat(CaseProof.verify(proof.toJson(), Set.of(proof.keyId()))).isEqualTo(new Intact(5, 5));
    }

    @Test
    void eventsBehindTheCheckpointAreToldApart() {
        var events = new ArrayList<>(recorded.events());
        Streams.append(
                recorded.stream(),
                events,
                Suite.INTERNATIONAL,
                Streams.row(random, recorded.stream().caseId(), 6));
        var proof = proof(SigningKey.make(Suite.INTERNATIONAL, SECURE), events);
        assertThat(CaseProof.verify(proof.toJson(), Set.of())).isEqualTo(new Intact(6, 5));
    }

    @Test
    void whoSignsWithAKeyOfTheirOwnIsNotBelieved() {
        var theirs = SigningKey.make(Suite.INTERNATIONAL, SECURE);
        var ours =
                SigningKey.make(Suite.INTERNATIONAL, SECURE).verificationKey().keyId();
        assertThat(CaseProof.verify(proof(theirs, recorded.events()).toJson(), Set.of(ours)))
                .isEqualTo(new Unproven(Reason.UNKNOWN_KEY));
    }

    @Test
    void theFirstAlteredEventIsNamedTheLastOneToo() {
        var proof = proof(SigningKey.make(Suite.INTERNATIONAL, SECURE), recorded.events());
        for (var at = 0; at < 5; at++) {
            var tree = tree(proof.toJson());
            ((ObjectNode) tree.at("/events/" + at + "/row")).put("actorId", "somebody-else");
            assertThat(CaseProof.verify(tree.toString(), Set.of()))
                    .isEqualTo(Broken.at(
                            Kind.ALTERED,
                            at + 1L,
                            recorded.events().get(at).row().eventId()));
        }
    }

    @Test
    void aRemovedEventIsNamedTheLastOneToo() {
        var proof = proof(SigningKey.make(Suite.INTERNATIONAL, SECURE), recorded.events());
        for (var at = 0; at < 5; at++) {
            var tree = tree(proof.toJson());
            ((ArrayNode) tree.at("/events")).remove(at);
            assertThat(CaseProof.verify(tree.toString(), Set.of())).isEqualTo(Broken.at(Kind.MISSING, at + 1L, null));
        }
    }

    @Test
    void aStreamThatWasLinkedAnewIsNotTheSignedOne() {
        var event = recorded.events().get(2);
        var events = new ArrayList<>(recorded.events());
        events.set(2, Streams.withRow(event, Column.all()[4].altered(event.row(), random)));
        var proof = proof(SigningKey.make(Suite.INTERNATIONAL, SECURE), Streams.relinked(recorded.stream(), events, 2));
        assertThat(CaseProof.verify(proof.toJson(), Set.of())).isEqualTo(new Broken(Kind.REWRITTEN, 1, 5, null));
    }

    @ParameterizedTest
    @EnumSource
    void noValueInAProofCanBeAltered(Suite suite) {
        var json = proof(SigningKey.make(suite, SECURE), recorded.events()).toJson();
        var paths = new ArrayList<JsonPointer>();
        leaves(tree(json), JsonPointer.empty(), paths);
        assertThat(paths).hasSizeGreaterThan(70);
        for (var path : paths) {
            for (var times = 0; times < 4; times++) {
                var tree = tree(json);
                var parent = tree.at(path.head());
                var value = tree.at(path);
                var other = value.isNumber()
                        ? JSON.getNodeFactory().numberNode(value.asLong() + 1 + random.nextInt(3))
                        : JSON.getNodeFactory().textNode(otherText(value.asText()));
                if (parent instanceof ObjectNode object) {
                    object.set(path.last().getMatchingProperty(), other);
                } else {
                    ((ArrayNode) parent).set(path.last().getMatchingIndex(), other);
                }
                assertThat(CaseProof.verify(tree.toString(), Set.of()))
                        .as("%s: %s instead of %s", path, other, value)
                        .isNotInstanceOf(Intact.class);
            }
        }
    }

    @Test
    void noFieldOfAProofCanBeRemovedDoubledOrAdded() {
        var json = proof(SigningKey.make(Suite.INTERNATIONAL, SECURE), recorded.events())
                .toJson();
        var paths = new ArrayList<JsonPointer>();
        leaves(tree(json), JsonPointer.empty(), paths);
        for (var path : paths) {
            var tree = tree(json);
            if (tree.at(path.head()) instanceof ObjectNode object) {
                object.remove(path.last().getMatchingProperty());
                assertThat(CaseProof.verify(tree.toString(), Set.of()))
                        .as("without %s", path)
                        .isNotInstanceOf(Intact.class);
            }
        }
        assertThat(CaseProof.verify(json.replaceFirst("\\{", "{\"note\":\"genuine\","), Set.of()))
                .isEqualTo(new Unproven(Reason.UNREADABLE));
        assertThat(CaseProof.verify(json.replaceFirst("\"actorId\"", "\"actorId\":\"x\",\"actorId\""), Set.of()))
                .isEqualTo(new Unproven(Reason.UNREADABLE));
    }

    @Test
    void aValueHasOneText() {
        var json = proof(SigningKey.make(Suite.INTERNATIONAL, SECURE), recorded.events())
                .toJson();
        var caseId = recorded.stream().caseId().toString();
        assertThat(CaseProof.verify(json.replace(caseId, caseId.toUpperCase(Locale.ROOT)), Set.of()))
                .isEqualTo(new Unproven(Reason.UNREADABLE));
        assertThat(CaseProof.verify(json.replace("04:00:00.123456Z", "04:00:00.123456789Z"), Set.of()))
                .isEqualTo(new Unproven(Reason.UNREADABLE));
        assertThat(CaseProof.verify(json.replaceAll("\\s*\n\\s*", " "), Set.of()))
                .as("spaces between values are no matter")
                .isEqualTo(new Intact(5, 5));
    }

    @Test
    void whatIsNoProofIsUnreadable() {
        for (var text : List.of("", "null", "[]", "{}", "{\"form\":\"fengqiao.case-proof.v1\"}", "枫桥")) {
            assertThat(CaseProof.verify(text, Set.of())).as(text).isEqualTo(new Unproven(Reason.UNREADABLE));
        }
    }

    @Test
    void checkpointsFollowEachOther() {
        var key = SigningKey.make(Suite.INTERNATIONAL, SECURE);
        var tree = MerkleTree.of(Suite.INTERNATIONAL, List.of(recorded.head().leaf()));
        var first = Checkpoint.sign("mediation", tree, NOON, null, key);
        tree.append(Streams.recorded(random, 1).head().leaf());
        tree.append(Streams.recorded(random, 1).head().leaf());
        var second = Checkpoint.sign("mediation", tree, NOON.plusSeconds(60), first, key);
        var growth = tree.consistency(1, 3);

        assertThat(first.isSignedBy(key.verificationKey())).isTrue();
        assertThat(second.follows(first, growth)).isTrue();
        assertThat(first.follows(second, growth)).isFalse();
        var another = Checkpoint.sign("mediation", tree, NOON.minusSeconds(1), first, key);
        assertThat(another.follows(first, growth)).as("before it in time").isFalse();
        var shrunk = Checkpoint.sign(
                "mediation",
                MerkleTree.of(Suite.INTERNATIONAL, List.of(new byte[] {1}, new byte[] {2}, new byte[] {3})),
                NOON.plusSeconds(60),
                first,
                key);
        assertThat(shrunk.follows(first, growth)).as("of another tree").isFalse();
        var stranger = Checkpoint.sign("petition", tree, NOON.plusSeconds(60), first, key);
        assertThat(stranger.follows(first, growth)).as("of another service").isFalse();
    }

    private String otherText(String text) {
        if (text.isEmpty()) {
            return "x";
        }
        var at = random.nextInt(text.length());
        var other = text.charAt(at) == 'A' ? 'B' : 'A';
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    private static void leaves(JsonNode node, JsonPointer path, List<JsonPointer> found) {
        if (node.isObject()) {
            node.properties().forEach(field -> leaves(field.getValue(), path.appendProperty(field.getKey()), found));
        } else if (node.isArray()) {
            for (var at = 0; at < node.size(); at++) {
                leaves(node.get(at), path.appendIndex(at), found);
            }
        } else {
            found.add(path);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
