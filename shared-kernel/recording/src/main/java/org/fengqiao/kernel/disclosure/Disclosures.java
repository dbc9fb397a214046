package org.fengqiao.kernel.disclosure;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.eventstore.PartnerEnvelopes;
import org.fengqiao.kernel.eventstore.PartnerRules;
import org.fengqiao.kernel.eventstore.RecordSetAside;
import org.fengqiao.kernel.keys.DisclosureRecord;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.operations.WholePayloads;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalComponents;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.json.SealedTree;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/**
 * The one way in which personal text gets out of a case to somebody: as much as the rules let them see, for a purpose,
 * and not before it is recorded that they asked.
 */
@Singleton
public class Disclosures implements WholePayloads {

    private final KeyRings keys;
    private final PartnerRules partnerRules;
    private final ObjectMapper json;
    private final Mutiny.SessionFactory sessions;
    private final DisclosureRules rules = DataFile.read("disclosure/staff.yaml", DisclosureRules.class);

    Disclosures(KeyRings keys, PartnerRules partnerRules, ObjectMapper json, Mutiny.SessionFactory sessions) {
        this.keys = keys;
        this.partnerRules = partnerRules;
        this.json = json;
        this.sessions = sessions;
    }

    /**
     * Case as it is shown, and its gaps: a record that could not be followed and was set aside does not show in the
     * rest.
     *
     * @param gaps left out if there are none
     */
    record CaseShown(
            @JsonUnwrapped Object body,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<GapBody> gaps) {}

    /**
     * A record about the case that was set aside.
     *
     * @param type what it said it was; null if it did not
     * @param code why it could not be followed
     * @param reason why it was set aside; null if the caller may not see it
     */
    public record GapBody(
            String topic,
            int partition,
            long offset,
            @Nullable String type,
            String code,
            @Nullable String reason) {

        private static GapBody of(RecordSetAside gap, Disclosed disclosed) {
            return new GapBody(
                    gap.topic(),
                    gap.partition(),
                    gap.offset(),
                    gap.type(),
                    gap.code(),
                    gap.reason() == null ? null : disclosed.text(PersonalKind.NARRATIVE, gap.reason()));
        }
    }

    /**
     * Answers a call with what the caller may see of a case, with its gaps, and with its version as {@code ETag}.
     *
     * @param records what is to be shown
     * @param body the answer, an object; all personal texts in the records can be asked for
     */
    public Uni<Response> toStaff(
            Caller caller, UUID caseId, CurrentCase<?> current, Collection<?> records, Function<Disclosed, ?> body) {
        var all = Stream.concat(records.stream(), current.gaps().stream()).toList();
        return toStaff(caller, Map.of(caseId, all))
                .map(disclosed -> Response.ok(new CaseShown(
                                body.apply(disclosed),
                                current.gaps().stream()
                                        .map(gap -> GapBody.of(gap, disclosed))
                                        .toList()))
                        .tag(new EntityTag(String.valueOf(current.version())))
                        .build());
    }

    /**
     * Opens what the caller may see of many cases at once. For each case it is on record whose data could be seen, all
     * in one statement.
     *
     * @param records what is to be shown, by case
     */
    public Uni<Disclosed> toStaff(Caller caller, Map<UUID, ? extends Collection<?>> records) {
        var extents = extents(caller);
        var kinds = kinds(extents);
        var subjects = new HashMap<UUID, Set<SubjectId>>();
        records.forEach((caseId, shown) -> {
            var inCase = PersonalComponents.subjectsIn(shown);
            if (!inCase.isEmpty()) {
                subjects.put(caseId, inCase);
            }
        });
        if (subjects.isEmpty() || kinds.isEmpty()) {
            return keys.toOpen(Purpose.SHOWING_TO_STAFF, List.of()).map(ring -> new Disclosed(ring, extents::get));
        }
        var all = subjects.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        var disclosed = subjects.entrySet().stream()
                .map(one -> new DisclosureRecord(
                        caller.now(), caller.actor(), one.getKey(), Purpose.SHOWING_TO_STAFF, kinds, one.getValue()))
                .toList();
        return record(disclosed)
                .chain(() -> keys.toOpen(Purpose.SHOWING_TO_STAFF, all))
                .map(ring -> new Disclosed(ring, extents::get));
    }

    /**
     * Opens what the caller is shown of a case on paper, and has it recorded: whole or not at all, since a paper with
     * masked names is none.
     *
     * @param records what stands on it
     * @param kinds what it holds: who sees less than all of one of them gets no paper
     * @throws Problem.Thrown 403 if the caller may not see it
     */
    public Uni<Disclosed> paperToStaff(Caller caller, UUID caseId, Collection<?> records, Set<PersonalKind> kinds) {
        var street = caller.claim("street") != null;
        if (kinds.stream().anyMatch(kind -> rules.extent(caller.roles(), street, kind) != Extent.FULL)) {
            throw Problem.of(
                            Response.Status.FORBIDDEN,
                            "kernel.not-disclosed",
                            "The token's roles do not see everything that stands on this document.")
                    .exception();
        }
        var subjects = PersonalComponents.subjectsIn(records);
        return record(caller, caseId, Purpose.SHOWING_TO_STAFF, kinds, subjects)
                .chain(() -> keys.toOpen(Purpose.SHOWING_TO_STAFF, subjects))
                .map(ring -> new Disclosed(ring, kind -> kinds.contains(kind) ? Extent.FULL : Extent.NOTHING));
    }

    /**
     * Has it recorded that the caller is shown a whole file of the case, and returns a ring that opens it.
     *
     * @param kind what the file holds: who sees less than all of this kind sees no file
     * @throws Problem.Thrown 403 if the caller may not see it
     */
    public Uni<KeyRing> fileToStaff(Caller caller, UUID caseId, PersonalKind kind) {
        if (rules.extent(caller.roles(), caller.claim("street") != null, kind) != Extent.FULL) {
            throw Problem.of(
                            Response.Status.FORBIDDEN,
                            "kernel.not-disclosed",
                            "The token's roles do not see files of a case.")
                    .exception();
        }
        var subject = SubjectId.ofCase(caseId);
        return record(caller, caseId, Purpose.SHOWING_TO_STAFF, Set.of(kind), Set.of(subject))
                .chain(() -> keys.toOpen(Purpose.SHOWING_TO_STAFF, List.of(subject)));
    }

    private Map<PersonalKind, Extent> extents(Caller caller) {
        var extents = new EnumMap<PersonalKind, Extent>(PersonalKind.class);
        for (var kind : PersonalKind.values()) {
            extents.put(kind, rules.extent(caller.roles(), caller.claim("street") != null, kind));
        }
        return extents;
    }

    private static Set<PersonalKind> kinds(Map<PersonalKind, Extent> extents) {
        var kinds = EnumSet.noneOf(PersonalKind.class);
        extents.forEach((kind, extent) -> {
            if (extent != Extent.NOTHING) {
                kinds.add(kind);
            }
        });
        return kinds;
    }

    /**
     * Opens what a partner is told of a message that was sent to it.
     *
     * @param partner the partner's system; its actor's id is the partner's name
     * @param caseId the case the message is about; null if it is about no single one, and so about nobody
     * @param type its full type
     * @param data as it was sent
     * @return the message with clear text for boxes, {@link Disclosed#ERASED} where the subject was forgotten, and
     *     without what the partner is not told
     */
    public Uni<JsonNode> toPartner(Caller partner, @Nullable UUID caseId, String type, String data) {
        var told = partnerRules.fieldsTold(partner.actor().id(), type);
        var message = SealedTree.read(json, data, caseId, type);
        var subjects = message.fields().stream()
                .filter(field -> told.has(field.path()))
                .map(field -> field.text().subject())
                .collect(Collectors.toSet());
        var recorded = caseId == null || subjects.isEmpty()
                ? Uni.createFrom().voidItem()
                : record(partner, caseId, Purpose.TELLING_A_PARTNER, told.kinds(), subjects);
        return recorded.chain(() -> keys.toOpen(Purpose.TELLING_A_PARTNER, subjects))
                .map(ring -> PartnerEnvelopes.inClear(message, told::has, ring));
    }

    /**
     * Asks for everything about the people of the case, unmasked: whose data a whole record holds is not known.
     */
    @Override
    public Uni<Boolean> disclosed(Caller caller, UUID caseId) {
        // No record carries a receipt code in clear, and no member of staff sees one.
        var all = EnumSet.complementOf(EnumSet.of(PersonalKind.RECEIPT_CODE));
        var street = caller.claim("street") != null;
        var may = all.stream().allMatch(kind -> rules.extent(caller.roles(), street, kind) == Extent.FULL);
        return may
                ? record(caller, caseId, Purpose.SHOWING_TO_STAFF, all, Set.of())
                        .replaceWith(true)
                : Uni.createFrom().item(false);
    }

    /**
     * Has it recorded that the caller looked for somebody and found them.
     *
     * @param kind what they were looked for by
     * @param found the cases they were found in, and who they are there
     */
    public Uni<Void> found(Caller caller, PersonalKind kind, Map<UUID, Set<UUID>> found) {
        var records = found.entrySet().stream()
                .map(one -> new DisclosureRecord(
                        caller.now(),
                        caller.actor(),
                        one.getKey(),
                        Purpose.FINDING_REPEATS,
                        Set.of(kind),
                        one.getValue().stream().map(SubjectId::new).collect(Collectors.toSet())))
                .toList();
        return record(records);
    }

    private Uni<Void> record(
            Caller caller, UUID caseId, Purpose purpose, Set<PersonalKind> kinds, Set<SubjectId> subjects) {
        return record(List.of(new DisclosureRecord(caller.now(), caller.actor(), caseId, purpose, kinds, subjects)));
    }

    private Uni<Void> record(List<DisclosureRecord> records) {
        return sessions.withStatelessTransaction((session, _) -> DisclosureRecord.insert(session, records));
    }
}
