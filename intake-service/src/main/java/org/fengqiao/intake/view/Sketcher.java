package org.fengqiao.intake.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.intake.model.DisputeSketch;
import org.fengqiao.intake.model.DisputeSketch.PartySketch;
import org.fengqiao.intake.model.DisputeSketch.Side;
import org.fengqiao.intake.model.IntakeEvent.CaseRegistered;
import org.fengqiao.intake.model.RegisteredParty;
import org.fengqiao.kernel.sealing.BlindIndex;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.words.DisputeWords;

/** Makes outlines of disputes out of what was told. Thread-safe. */
public final class Sketcher {

    /** Number of words kept of an account: those with the least digests, of alike accounts mostly the same. */
    private static final int MOST_WORDS = 120;

    private final DisputeWords words = new DisputeWords();

    /**
     * Returns the outline of a registered case, as far as its texts can be opened. Takes milliseconds.
     *
     * @param ring opens the texts
     * @param index makes the digests
     */
    DisputeSketch of(UUID caseId, CaseRegistered told, KeyRing ring, BlindIndex index) {
        var parties = new ArrayList<PartySketch>();
        told.applicants().forEach(party -> parties.add(party(Side.APPLICANT, party, ring, index)));
        told.respondents().forEach(party -> parties.add(party(Side.RESPONDENT, party, ring, index)));
        return of(
                caseId,
                told.receivedAt(),
                told.place(),
                text(told.categoryHint(), ring),
                parties,
                Stream.of(text(told.summary(), ring), text(told.claim(), ring))
                        .filter(text -> text != null)
                        .collect(Collectors.joining("\n")),
                index);
    }

    /**
     * Returns the outline of a dispute.
     *
     * @param category null if the channel does not say
     * @param account what happened, in words
     */
    public DisputeSketch of(
            UUID caseId,
            Instant receivedAt,
            Place place,
            @Nullable String category,
            List<PartySketch> parties,
            String account,
            BlindIndex index) {
        return new DisputeSketch(
                caseId,
                receivedAt,
                place,
                category == null || category.isBlank()
                        ? null
                        : index.ofWord("category " + category.strip().toUpperCase(Locale.ROOT)),
                parties.stream()
                        .filter(party -> party.name() != null
                                || party.idNumber() != null
                                || !party.phones().isEmpty())
                        .toList(),
                digests(account, index));
    }

    private Set<Long> digests(String account, BlindIndex index) {
        return words.of(account).stream()
                .map(index::ofWord)
                .sorted()
                .limit(MOST_WORDS)
                .collect(Collectors.toSet());
    }

    private static PartySketch party(Side side, RegisteredParty party, KeyRing ring, BlindIndex index) {
        return new PartySketch(
                side,
                first(digests(PersonalKind.NAME, party.name(), ring, index)),
                first(digests(PersonalKind.ID_NUMBER, party.idNumber(), ring, index)),
                Set.copyOf(digests(PersonalKind.PHONE, party.phone(), ring, index)));
    }

    private static @Nullable Long first(List<Long> digests) {
        return digests.isEmpty() ? null : digests.getFirst();
    }

    private static List<Long> digests(PersonalKind kind, @Nullable PersonalText text, KeyRing ring, BlindIndex index) {
        var clear = text(text, ring);
        return clear == null
                ? List.of()
                : index.of(kind, clear).stream()
                        .map(UUID::getMostSignificantBits)
                        .distinct()
                        .toList();
    }

    private static @Nullable String text(@Nullable PersonalText text, KeyRing ring) {
        return switch (text) {
            case PersonalText.Known known -> known.reveal();
            case PersonalText.Closed closed ->
                ring.open(closed) instanceof PersonalText.Known known ? known.reveal() : null;
            case PersonalText.Erased _ -> null;
            case null -> null;
        };
    }
}
