package org.fengqiao.kernel.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.proof.Verdict.Broken;
import org.fengqiao.kernel.proof.Verdict.Intact;
import org.fengqiao.kernel.proof.Verdict.Kind;

/**
 * Says whether a stream is as it was recorded, and if not, what happened to which event first.
 *
 * <p>The links alone show what was done by somebody who didn't compute them anew. Who has the database can do that:
 * then the service's marks name the first event they don't fit, and signed heads the versions between which it is. An
 * end that was cut off shows only by a signed head behind it.
 */
public final class StreamVerifier {

    private final EventStream stream;
    private final Map<Long, Digest> signedLinks = new HashMap<>();
    private final @Nullable ChainKey key;

    /**
     * Creates a verifier of this stream.
     *
     * @param signedHeads heads of this stream that are known to be in a signed tree; those of other streams are left
     *     out
     * @param key the service's key, to check the marks; null if it is not known, as outside the service
     */
    public StreamVerifier(EventStream stream, List<Head> signedHeads, @Nullable ChainKey key) {
        this.stream = stream;
        this.key = key;
        signedHeads.stream()
                .filter(head -> head.stream().equals(stream))
                .forEach(head -> signedLinks.put(head.version(), head.link()));
    }

    /**
     * Returns the verdict.
     *
     * @param events what is stored, by version; {@link Intact} or {@link Broken}, never {@link Verdict.Unproven}
     */
    public Verdict verify(List<LinkedEvent> events) {
        var sealed = 0L;
        for (var at = 0; at < events.size(); at++) {
            var version = at + 1L;
            var event = events.get(at);
            if (event.row().version() != version
                    || !event.row().caseId().equals(stream.caseId())
                    || !follows(previous(events, at), event, version)) {
                return new Diagnosis(events, at).verdict();
            }
            if (key != null && !isMarked(key, event)) {
                return unmarked(key, events, at);
            }
            var signed = signedLinks.get(version);
            if (signed != null) {
                if (!signed.equals(event.link())) {
                    var only = sealed + 1 == version ? event.row().eventId() : null;
                    return new Broken(Kind.REWRITTEN, sealed + 1, version, only);
                }
                sealed = version;
            }
        }
        var last = events.size();
        return signedLinks.keySet().stream().anyMatch(version -> version > last)
                ? Broken.at(Kind.MISSING, last + 1L, null)
                : new Intact(last, sealed);
    }

    /** Returns the link that the event at this place should link to; null for the start of the stream. */
    private static @Nullable Digest previous(List<LinkedEvent> events, int at) {
        return at == 0 ? null : events.get(at - 1).link();
    }

    /** Returns whether the event's link says that it follows this one, at this version. */
    private boolean follows(@Nullable Digest previous, LinkedEvent event, long asVersion) {
        return compute(previous, event, asVersion).equals(event.link());
    }

    private Digest compute(@Nullable Digest previous, LinkedEvent event, long asVersion) {
        var suite = event.link().suite();
        return Chain.next(suite, previous == null ? Chain.start(suite, stream) : previous, event.row(), asVersion);
    }

    private boolean isMarked(ChainKey with, LinkedEvent event) {
        return with.marked(event.link(), event.mark());
    }

    /**
     * Returns what happened where the links fit, and the mark doesn't. If the service marked what follows on this link,
     * the link is genuine and only the mark was altered.
     */
    private Broken unmarked(ChainKey with, List<LinkedEvent> events, int at) {
        var version = at + 1L;
        var event = events.get(at);
        var genuine = event.link().equals(signedLinks.get(version))
                || at + 1 < events.size()
                        && follows(event.link(), events.get(at + 1), version + 1)
                        && isMarked(with, events.get(at + 1));
        return Broken.at(
                genuine ? Kind.ALTERED : Kind.REWRITTEN, version, event.row().eventId());
    }

    /**
     * The diagnosis of what happened where the chain first breaks. Each link that still fits somewhere tells where its
     * event comes from.
     */
    private final class Diagnosis {
        private final List<LinkedEvent> events;
        private final int at;
        private final LinkedEvent found;
        private final long version;
        private final @Nullable Digest previous;

        Diagnosis(List<LinkedEvent> events, int at) {
            this.events = events;
            this.at = at;
            this.found = events.get(at);
            this.version = at + 1L;
            this.previous = previous(events, at);
        }

        Broken verdict() {
            // Only its number, or the case it is stored under, was changed.
            if (follows(previous, found, version)) {
                return broken(Kind.ALTERED, version, found);
            }
            var fork = fork();
            if (fork != null) {
                return fork;
            }
            var genuine = genuineFromHere();
            return genuine.isEmpty() ? noneIsGenuine() : theGenuineOneIsElsewhere(genuine);
        }

        /**
         * Returns what happened where the event here follows an earlier one than the one before it: what stands between
         * was added, with links that fit.
         */
        private @Nullable Broken fork() {
            for (var before = at - 1; before >= 0; before--) {
                if (follows(previous(events, before), found, before + 1L)) {
                    return broken(Kind.INSERTED, before + 1L, events.get(before));
                }
            }
            return null;
        }

        /** Returns the events that form the true chain from here on, as far as they are found, wherever they stand. */
        private List<LinkedEvent> genuineFromHere() {
            var left = new ArrayList<>(events.subList(at, events.size()));
            var chain = new ArrayList<LinkedEvent>();
            var link = previous;
            while (true) {
                var next = next(left, link, version + chain.size());
                if (next == null) {
                    return chain;
                }
                left.remove(next);
                chain.add(next);
                link = next.link();
            }
        }

        private @Nullable LinkedEvent next(List<LinkedEvent> left, @Nullable Digest link, long asVersion) {
            for (var event : left) {
                if (follows(link, event, asVersion)) {
                    return event;
                }
            }
            return null;
        }

        private Broken theGenuineOneIsElsewhere(List<LinkedEvent> genuine) {
            var trueOne = genuine.getFirst();
            if (trueOne.row().version() != version && nobodyIs(version)) {
                return broken(Kind.ALTERED, version, trueOne);
            }
            var place = genuine.indexOf(found);
            if (place < 0) {
                return broken(Kind.INSERTED, found.row().version(), found);
            }
            var itsVersion = version + place;
            return nobodyIs(itsVersion)
                    ? broken(Kind.ALTERED, itsVersion, found)
                    : broken(Kind.REORDERED, version, found);
        }

        private Broken noneIsGenuine() {
            var number = found.row().version();
            if (number > version) {
                return Broken.at(Kind.MISSING, version, null);
            }
            if (number < version) {
                return broken(Kind.INSERTED, number, found);
            }
            var computed = compute(previous, found, version);
            var next = at + 1 < events.size() ? events.get(at + 1) : null;
            if (isKnown(computed, found, version) || next != null && follows(computed, next, version + 1)) {
                // The row is as it was, and its link is not.
                return broken(Kind.ALTERED, version, found);
            }
            var link = found.link();
            if (link.equals(signedLinks.get(version + 1)) || next != null && follows(link, next, version + 2)) {
                // The one behind it moved up.
                return Broken.at(Kind.MISSING, version, null);
            }
            if (events.subList(0, at).stream().anyMatch(before -> before.link().equals(link))) {
                // A link stands once: somebody copied it, and the mark with it.
                return broken(Kind.INSERTED, version, found);
            }
            if (isKnown(link, found, version) || next != null && follows(link, next, version + 1)) {
                return broken(Kind.ALTERED, version, found);
            }
            return broken(key == null ? Kind.NOT_GENUINE : Kind.INSERTED, version, found);
        }

        /** Returns whether the service signed this link for this version, or marked it for this event. */
        private boolean isKnown(Digest link, LinkedEvent event, long asVersion) {
            return link.equals(signedLinks.get(asVersion)) || key != null && key.marked(link, event.mark());
        }

        private boolean nobodyIs(long number) {
            return events.stream().noneMatch(event -> event.row().version() == number);
        }

        private Broken broken(Kind kind, long wrong, LinkedEvent event) {
            UUID eventId = event.row().eventId();
            return Broken.at(kind, wrong, eventId);
        }
    }
}
