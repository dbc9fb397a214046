package org.fengqiao.kernel.testing;

import java.security.SecureRandom;
import java.util.Set;
import java.util.UUID;

import io.quarkus.vertx.VertxContextSupport;

import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.keys.KeyRings;
import org.fengqiao.kernel.sealing.Box;
import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/** Closed boxes for samples of events: always the same ones, of a case that never was. Nothing opens them. */
public final class Boxes {

    /** The case of all samples. */
    public static final UUID CASE = UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91");

    private static final String NONCE = "AAAAAAAAAAAAAAAA";
    private static final String SEALED = "c2VhbGVkIHRleHQgYW5kIGl0cyB0YWc";

    private Boxes() {}

    /** The nth person of the case, from 1. */
    public static SubjectId person(int number) {
        return new SubjectId(new UUID(0x0190_163d_8694_4000L, 0x8000_0000_0000_0000L + number));
    }

    /**
     * A text of the nth person that was closed there.
     *
     * @param type the full name of the event
     * @param field a JSON Pointer, such as {@code /applicants/0/name}
     */
    public static PersonalText ofPerson(int number, String type, String field) {
        return closed(person(number), type, field);
    }

    /** A text about the case that was closed there. */
    public static PersonalText ofCase(String type, String field) {
        return closed(SubjectId.ofCase(CASE), type, field);
    }

    /**
     * A text as another service would have closed it, with its subject's real key.
     *
     * @param closedAt where it was closed: the case, the full name of the event, the field
     */
    public static PersonalText.Closed sealed(KeyRings keys, SubjectId subject, String text, BoxPlace closedAt) {
        try {
            var ring = VertxContextSupport.subscribeAndAwait(() -> keys.toSeal(Set.of(subject), Set.of(subject)));
            var box = ring.seal(PersonalText.of(subject, text), closedAt, new SecureRandom());
            return new PersonalText.Closed(box, closedAt);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static PersonalText closed(SubjectId subject, String type, String field) {
        return new PersonalText.Closed(
                new Box(Suite.INTERNATIONAL, subject, 1, NONCE, SEALED), new BoxPlace(CASE, type, field));
    }
}
