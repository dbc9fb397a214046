package org.fengqiao.kernel.disclosure;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.eventstore.CurrentCase;
import org.fengqiao.kernel.eventstore.PartnerRules;
import org.fengqiao.kernel.eventstore.RecordSetAside;
import org.fengqiao.kernel.identity.Identifiers;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.operations.WholePayloads;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalComponents;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
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

    private static final String RECORD = """
        insert into disclosure (disclosure_id, at, actor_id, actor_unit, actor_role, on_behalf_of, case_id, purpose,
          kinds, subjects)
        values (:id, cast(cast(:at as text) as timestamptz), :actor, cast(:unit as text), :role,
          cast(:behalf as text), :caseId, :purpose, :kinds, cast(:subjects as uuid[]))\
        """;

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
        return toStaff(caller, caseId, all)
                .map(disclosed -> Response.ok(new CaseShown(
                                body.apply(disclosed),
                                current.gaps().stream()
                                        .map(gap -> GapBody.of(gap, disclosed))
                                        .toList()))
                        .tag(new EntityTag(String.valueOf(current.version())))
                        .build());
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
        return record(caller, caseId, Purpose.SHOWING_TO_STAFF, Set.of(kind), Set.of(subject.value()))
                .chain(() -> keys.toOpen(Purpose.SHOWING_TO_STAFF, List.of(subject)));
    }

    private Uni<Disclosed> toStaff(Caller caller, UUID caseId, Collection<?> records) {
        var subjects = PersonalComponents.subjectsIn(records);
        var extents = new EnumMap<PersonalKind, Extent>(PersonalKind.class);
        for (var kind : PersonalKind.values()) {
            extents.put(kind, rules.extent(caller.roles(), caller.claim("street") != null, kind));
        }
        var kinds = EnumSet.noneOf(PersonalKind.class);
        extents.forEach((kind, extent) -> {
            if (extent != Extent.NOTHING) {
                kinds.add(kind);
            }
        });
        if (subjects.isEmpty() || kinds.isEmpty()) {
            return keys.toOpen(Purpose.SHOWING_TO_STAFF, List.of()).map(ring -> new Disclosed(ring, extents::get));
        }
        return record(caller, caseId, Purpose.SHOWING_TO_STAFF, kinds, values(subjects))
                .chain(() -> keys.toOpen(Purpose.SHOWING_TO_STAFF, subjects))
                .map(ring -> new Disclosed(ring, extents::get));
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
                : record(partner, caseId, Purpose.TELLING_A_PARTNER, told.kinds(), values(subjects));
        return recorded.chain(() -> keys.toOpen(Purpose.TELLING_A_PARTNER, subjects))
                .map(ring -> message.with(field -> told.has(field.path()) ? clear(field, ring) : Optional.empty()));
    }

    /**
     * Who may see a record of the case whole may see everything about its people, unmasked; whose data it holds, is not
     * known.
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

    private static Optional<String> clear(SealedTree.Field field, KeyRing ring) {
        var opened = field.text() instanceof PersonalText.Closed closed ? ring.open(closed) : field.text();
        return switch (opened) {
            case PersonalText.Erased _ -> Optional.of(Disclosed.ERASED);
            case PersonalText.Closed _ -> Optional.empty();
            case PersonalText.Known known -> Optional.of(known.reveal());
        };
    }

    private static Set<UUID> values(Set<SubjectId> subjects) {
        return subjects.stream().map(SubjectId::value).collect(Collectors.toSet());
    }

    /**
     * Has it recorded that the caller looked for somebody and found them.
     *
     * @param kind what they were looked for by
     * @param found the cases they were found in, and who they are there
     */
    public Uni<Void> found(Caller caller, PersonalKind kind, Map<UUID, Set<UUID>> found) {
        return Multi.createFrom()
                .iterable(found.entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        one -> record(caller, one.getKey(), Purpose.FINDING_REPEATS, Set.of(kind), one.getValue()))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> record(Caller caller, UUID caseId, Purpose purpose, Set<PersonalKind> kinds, Set<UUID> subjects) {
        var actor = caller.actor();
        return sessions.withStatelessTransaction((session, _) -> session.createNativeQuery(RECORD)
                        .setParameter("id", Identifiers.next())
                        .setParameter("at", caller.now().toString())
                        .setParameter("actor", actor.id())
                        .setParameter("unit", actor.unit())
                        .setParameter("role", actor.role())
                        .setParameter("behalf", actor.onBehalfOf())
                        .setParameter("caseId", caseId)
                        .setParameter("purpose", purpose.name())
                        .setParameter(
                                "kinds", kinds.stream().map(PersonalKind::name).collect(Collectors.joining(",")))
                        .setParameter("subjects", subjects.toArray(UUID[]::new))
                        .executeUpdate())
                .replaceWithVoid();
    }
}
