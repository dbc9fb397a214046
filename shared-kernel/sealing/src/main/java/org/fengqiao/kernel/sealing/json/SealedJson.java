package org.fengqiao.kernel.sealing.json;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import org.fengqiao.kernel.crypto.NotAuthentic;
import org.fengqiao.kernel.sealing.Box;
import org.fengqiao.kernel.sealing.CannotSeal;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * Events as JSON in which everything personal is closed in boxes. Asks nobody for keys: {@link #subjectsIn} and {@link
 * org.fengqiao.kernel.sealing.PersonalComponents#subjectsToSeal} say which ones a whole batch needs, the ring brings
 * them.
 */
public final class SealedJson {

    private static final String BOX = "\"" + Box.PREFIX;

    private final ObjectMapper json;
    private final ObjectMapper inPart;
    private final SecureRandom random;
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    /**
     * JSON as this mapper writes it, with boxes.
     *
     * @param random for nonces
     */
    public SealedJson(ObjectMapper json, SecureRandom random) {
        this.json = json.copy().registerModule(new SealingModule());
        this.inPart = this.json.copy();
        inPart.setSerializerFactory(inPart.getSerializerFactory().withSerializerModifier(new SealingModule.Leaving()));
        this.random = random;
    }

    /**
     * Writes an event, or another record that a case has.
     *
     * @param caseId the case it belongs to
     * @param type its full stored name
     * @param ring the keys of all its subjects
     * @throws CannotSeal if something personal in it cannot be closed; nothing of it was written
     */
    public String write(Object event, UUID caseId, String type, KeyRing ring) {
        return write(json, event, new SealingContext(caseId, type, ring, random));
    }

    /**
     * Writes a record without those of its personal fields that are not for whoever reads it.
     *
     * @param written which ones are written, by path, with lists as {@code []}, such as {@code applicants[].name}; the
     *     others are left out
     * @throws CannotSeal if one that is written cannot be closed; nothing of it was written
     */
    public String write(Object event, UUID caseId, String type, KeyRing ring, Predicate<String> written) {
        return write(inPart, event, new SealingContext(caseId, type, ring, random, written));
    }

    private static String write(ObjectMapper json, Object event, SealingContext sealing) {
        try {
            return json.writer().withAttribute(SealingContext.class, sealing).writeValueAsString(event);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof CannotSeal cannot) {
                throw cannot;
            }
            throw unreadable("write", sealing.type(), sealing.caseId(), e);
        }
    }

    /**
     * Reads an event and opens the boxes to which the ring has keys; the others stay closed, and those of erased
     * subjects say so.
     *
     * @param caseId the case it belongs to
     * @param type its full stored name
     * @throws NotAuthentic if a box does not belong here or was altered
     * @throws IllegalStateException if it cannot be read as this class
     */
    public <T> T read(String data, Class<T> as, UUID caseId, String type, KeyRing ring) {
        try {
            return reader(as)
                    .withAttribute(SealingContext.class, new SealingContext(caseId, type, ring, random))
                    .readValue(data);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof NotAuthentic moved) {
                throw moved;
            }
            throw unreadable("read", type, caseId, e);
        }
    }

    /**
     * Reads an event and leaves every box closed.
     *
     * @throws IllegalStateException if it cannot be read as this class
     */
    public <T> T readClosed(String data, Class<T> as, UUID caseId, String type) {
        try {
            return reader(as)
                    .withAttribute(SealingContext.class, new SealingContext(caseId, type, null, random))
                    .readValue(data);
        } catch (JsonProcessingException e) {
            throw unreadable("read", type, caseId, e);
        }
    }

    /**
     * Reads another service's event and leaves every box closed.
     *
     * @throws IOException if it cannot be read as this class; its message may quote the event
     */
    public <T> T readClosed(byte[] data, Class<T> as, UUID caseId, String type) throws IOException {
        return reader(as)
                .withAttribute(SealingContext.class, new SealingContext(caseId, type, null, random))
                .readValue(data);
    }

    private ObjectReader reader(Class<?> as) {
        return readers.computeIfAbsent(as, json::readerFor);
    }

    /** Returns a failure that names the place and not the content, which the parser's message may quote. */
    private static IllegalStateException unreadable(String what, String type, UUID caseId, JsonProcessingException e) {
        return new IllegalStateException("cannot " + what + " " + type + " of case " + caseId + ": "
                + e.getClass().getSimpleName());
    }

    /**
     * Returns the subjects of all boxes in this JSON, found without reading it: those whose keys are needed to open
     * them.
     */
    public static Set<SubjectId> subjectsIn(String data) {
        var subjects = new HashSet<SubjectId>();
        for (var at = data.indexOf(BOX); at >= 0; at = data.indexOf(BOX, at + 1)) {
            var end = data.indexOf('"', at + 1);
            if (end < 0) {
                break;
            }
            try {
                subjects.add(PersonalText.Closed.subjectOf(data.substring(at + 1, end)));
            } catch (IllegalArgumentException _) {
                // A text in clear that begins like a box; whoever reads it as one will say so.
            }
        }
        return subjects;
    }
}
