package org.fengqiao.kernel.sealing;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The keys that were loaded for one piece of work, such as a poll or an answer: all at once, so that opening and
 * closing boxes asks nobody. It holds the subjects it was made for and no others; boxes of others stay closed.
 */
public final class KeyRing {

    private final Purpose purpose;
    private final Map<SubjectId, SubjectKey> latest = new HashMap<>();
    /** Those that are not their subject's latest; hardly anybody has one. */
    private final Map<Former, SubjectKey> former = new HashMap<>();

    private final Set<SubjectId> erased;

    private record Former(SubjectId subject, int version) {}

    /**
     * Creates a ring.
     *
     * @param purpose what it is needed for
     * @param keys all versions of each subject's key
     * @param erased the subjects whose keys were destroyed
     */
    public KeyRing(Purpose purpose, Collection<SubjectKey> keys, Collection<SubjectId> erased) {
        this.purpose = Objects.requireNonNull(purpose, "purpose");
        this.erased = Set.copyOf(erased);
        for (var key : keys) {
            if (!this.erased.contains(key.subject())) {
                add(key);
            }
        }
    }

    private void add(SubjectKey key) {
        var other = latest.putIfAbsent(key.subject(), key);
        if (other == null) {
            return;
        }
        var older = other.version() < key.version() ? other : key;
        latest.put(key.subject(), older == other ? key : other);
        former.put(new Former(older.subject(), older.version()), older);
    }

    /** Returns what it is needed for. */
    public Purpose purpose() {
        return purpose;
    }

    /** Returns the subjects whose boxes it opens. */
    public Set<SubjectId> subjects() {
        return Set.copyOf(latest.keySet());
    }

    /** Returns what stands in the box: known, erased, or still closed if its subject is not on this ring. */
    public PersonalText open(PersonalText.Closed closed) {
        return open(closed.box(), closed.place());
    }

    /** Returns the same for a box that stands there. */
    public PersonalText open(Box box, BoxPlace place) {
        if (erased.contains(box.subject())) {
            return new PersonalText.Erased(box.subject());
        }
        var key = find(box.subject(), box.version());
        return key == null ? new PersonalText.Closed(box, place) : PersonalText.of(box.subject(), box.open(key, place));
    }

    /**
     * Returns the key to seal with: the subject's latest.
     *
     * @throws CannotSeal if the subject was erased, or is not on this ring
     */
    SubjectKey toSeal(SubjectId subject, BoxPlace place) {
        var latest = latest(subject);
        if (latest == null) {
            throw new CannotSeal(
                    erased.contains(subject) ? CannotSeal.Because.ERASED : CannotSeal.Because.NO_KEY, place);
        }
        return latest;
    }

    @Nullable
    SubjectKey latest(SubjectId subject) {
        return latest.get(subject);
    }

    /** Returns whether it is known that the subject's keys were destroyed. */
    public boolean hasErased(SubjectId subject) {
        return erased.contains(subject);
    }

    @Nullable
    SubjectKey find(SubjectId subject, int version) {
        var key = latest.get(subject);
        return key == null || key.version() == version ? key : former.get(new Former(subject, version));
    }

    /**
     * Closes a box for a text.
     *
     * @param random for the nonce
     * @throws CannotSeal if the subject was erased, or is not on this ring
     */
    public Box seal(PersonalText.Known text, BoxPlace place, SecureRandom random) {
        return Box.seal(toSeal(text.subject(), place), place, text.reveal(), random);
    }

    @Override
    public String toString() {
        return "KeyRing[" + purpose + ", " + latest.size() + " subjects]";
    }
}
