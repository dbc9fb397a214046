package org.fengqiao.kernel.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;

import org.fengqiao.kernel.identity.Actor;
import org.fengqiao.kernel.keys.DisclosureRecord;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.keys.PartnerKey;
import org.fengqiao.kernel.keys.PartnerKeys;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.json.SealedJson;
import org.fengqiao.kernel.sealing.json.SealedTree;
import org.fengqiao.kernel.threads.EventLoop;

/**
 * Envelopes around messages to partners that registered a public key: beside the boxes, which the partner would have to
 * fetch one message at a time, the message holds the whole of itself in clear, encrypted to the partner (ADR 26). That
 * the partner is told is on record from then on, whether it opens the envelope or not.
 */
public final class PartnerEnvelopes {

    /** The field of a message that holds its envelope. */
    public static final String FIELD = "enveloped";

    private final PartnerKeys partnerKeys;
    private final PartnerRules rules;
    private final KeyRings keys;
    private final ObjectMapper json;

    PartnerEnvelopes(PartnerKeys partnerKeys, PartnerRules rules, KeyRings keys, ObjectMapper json) {
        this.partnerKeys = partnerKeys;
        this.rules = rules;
        this.keys = keys;
        this.json = json;
    }

    /**
     * Messages as they are written.
     *
     * @param messages all of them, in their order; enveloped where a partner has a key and is told something personal
     * @param disclosures what is on record of the envelopes
     */
    record Addressed(List<PartnerMessage> messages, List<DisclosureRecord> disclosures) {}

    /** Returns the messages with their envelopes; nobody is asked for keys if there are none. */
    Uni<Addressed> address(List<PartnerMessage> messages) {
        var subjects = new HashSet<SubjectId>();
        for (var message : messages) {
            if (keyFor(message).isPresent()) {
                subjects.addAll(SealedJson.subjectsIn(message.data()));
            }
        }
        return subjects.isEmpty()
                ? Uni.createFrom().item(new Addressed(messages, List.of()))
                : keys.toOpen(Purpose.TELLING_A_PARTNER, subjects)
                        .flatMap(ring -> EventLoop.beside(() -> address(messages, ring)));
    }

    private Optional<PartnerKey> keyFor(PartnerMessage message) {
        return PartnerRules.partnerOf(message.topic()).flatMap(partnerKeys::of);
    }

    private Addressed address(List<PartnerMessage> messages, KeyRing ring) {
        var addressed = new ArrayList<PartnerMessage>(messages.size());
        var disclosures = new ArrayList<DisclosureRecord>();
        for (var message : messages) {
            var key = keyFor(message);
            addressed.add(key.isEmpty() ? message : enveloped(message, key.get(), ring, disclosures));
        }
        return new Addressed(addressed, disclosures);
    }

    private PartnerMessage enveloped(
            PartnerMessage message, PartnerKey key, KeyRing ring, List<DisclosureRecord> disclosures) {
        var caseId = message.caseId();
        var tree = SealedTree.read(json, message.data(), caseId, message.type());
        if (caseId == null || tree.fields().isEmpty()) {
            return message;
        }
        var partner = PartnerRules.partnerOf(message.topic()).orElseThrow();
        var told = rules.fieldsTold(partner, message.type());
        try {
            var clear = json.writeValueAsBytes(inClear(tree, told::has, ring));
            var whole = (ObjectNode) json.readTree(message.data());
            var data = json.writeValueAsString(whole.put(FIELD, key.envelop(clear)));
            // One that would be too large with its envelope goes without: the partner can still fetch it.
            if (data.getBytes(UTF_8).length > TooLargeToPublish.LIMIT) {
                return message;
            }
            disclosures.add(new DisclosureRecord(
                    message.recordedAt(),
                    Actor.partner(partner),
                    caseId,
                    Purpose.TELLING_A_PARTNER,
                    told.kinds(),
                    tree.fields().stream().map(field -> field.text().subject()).collect(Collectors.toSet())));
            return message.with(data);
        } catch (JsonProcessingException e) {
            // The parser's message may quote what it read.
            throw new IllegalStateException(
                    "cannot envelop " + message.type() + ": " + e.getClass().getSimpleName());
        }
    }

    /** Returns the message's JSON without its envelope. */
    String withoutEnvelope(String data) {
        if (!data.contains('"' + FIELD + '"')) {
            return data;
        }
        try {
            var whole = json.readTree(data);
            return whole instanceof ObjectNode object && object.remove(FIELD) != null
                    ? json.writeValueAsString(whole)
                    : data;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a message is no JSON: " + e.getClass().getSimpleName());
        }
    }

    /**
     * Returns a message as its partner reads it.
     *
     * @param told the paths of what it is told; the rest is left out
     */
    public static JsonNode inClear(SealedTree message, Predicate<String> told, KeyRing ring) {
        var read = message.with(field -> told.test(field.path()) ? clear(field, ring) : Optional.empty());
        if (read instanceof ObjectNode object) {
            object.remove(FIELD);
        }
        return read;
    }

    private static Optional<String> clear(SealedTree.Field field, KeyRing ring) {
        var opened = field.text() instanceof PersonalText.Closed closed ? ring.open(closed) : field.text();
        return switch (opened) {
            case PersonalText.Erased _ -> Optional.of(PersonalText.Erased.SHOWN);
            case PersonalText.Closed _ -> Optional.empty();
            case PersonalText.Known known -> Optional.of(known.reveal());
        };
    }
}
