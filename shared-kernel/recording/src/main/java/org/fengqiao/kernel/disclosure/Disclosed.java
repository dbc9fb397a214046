package org.fengqiao.kernel.disclosure;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.value.Party;

/** Personal texts of one case, as much of them as somebody may see. */
public final class Disclosed {

    /** The text in the place of one whose subject was forgotten. */
    public static final String ERASED = PersonalText.Erased.SHOWN;

    private final KeyRing ring;
    private final Function<PersonalKind, Extent> extent;

    Disclosed(KeyRing ring, Function<PersonalKind, Extent> extent) {
        this.ring = ring;
        this.extent = extent;
    }

    /**
     * Returns so much of the text as may be seen; {@link #ERASED} if its subject was forgotten; null if nothing may be
     * seen, or there is no text.
     */
    public @Nullable String text(PersonalKind kind, @Nullable PersonalText text) {
        if (text == null) {
            return null;
        }
        var opened = text instanceof PersonalText.Closed closed ? ring.open(closed) : text;
        return switch (opened) {
            case PersonalText.Erased _ -> ERASED;
            case PersonalText.Closed _ -> null;
            case PersonalText.Known known ->
                switch (extent.apply(kind)) {
                    case NOTHING -> null;
                    case MASKED -> Masks.of(kind, known.reveal());
                    case FULL -> known.reveal();
                };
        };
    }

    /** Returns the same for each of them; what may not be seen is left out. */
    public List<String> texts(PersonalKind kind, List<? extends PersonalText> texts) {
        return texts.stream()
                .flatMap(text -> java.util.stream.Stream.ofNullable(text(kind, text)))
                .toList();
    }

    /** Returns the parties, each with so much of its name as may be seen. */
    public List<DisclosedParty> parties(List<Party> parties) {
        return parties.stream()
                .map(party -> new DisclosedParty(party.partyId(), party.side(), text(PersonalKind.NAME, party.name())))
                .toList();
    }
}
