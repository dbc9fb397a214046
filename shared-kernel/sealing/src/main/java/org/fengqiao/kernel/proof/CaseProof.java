package org.fengqiao.kernel.proof;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import org.fengqiao.kernel.crypto.Digest;
import org.fengqiao.kernel.crypto.Suite;
import org.fengqiao.kernel.crypto.VerificationKey;
import org.fengqiao.kernel.proof.Verdict.Reason;
import org.fengqiao.kernel.proof.Verdict.Unproven;

/**
 * Everything that is needed to check the record of one case in one service, without the system: its events as they are
 * stored, and how a signed checkpoint covers them. Personal data in it is closed in boxes; the proof holds whether or
 * not their keys still exist.
 *
 * @param form {@link #FORM}
 * @param stream the service and the case
 * @param events all events of the stream, by version
 * @param head where the stream stood when the checkpoint was taken; events behind it are not covered yet
 * @param inclusion proves that this head is in the checkpoint's tree
 * @param checkpoint the signed checkpoint
 * @param keyId the key's fingerprint; compare it with what the service's operator published elsewhere
 * @param key the key the checkpoint is signed with
 */
public record CaseProof(
        String form,
        EventStream stream,
        List<Event> events,
        Head head,
        InclusionProof inclusion,
        Checkpoint checkpoint,
        String keyId,
        VerificationKey key) {

    /** The name of this form of a proof. */
    public static final String FORM = "fengqiao.case-proof.v1";

    private static final ObjectMapper JSON = mapper();

    public CaseProof {
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(inclusion, "inclusion");
        Objects.requireNonNull(checkpoint, "checkpoint");
        Objects.requireNonNull(keyId, "keyId");
        Objects.requireNonNull(key, "key");
        events = List.copyOf(events);
    }

    /**
     * An event in a proof.
     *
     * @param row as it is stored
     * @param link the link stored with it
     */
    public record Event(EventRow row, Digest link) {
        public Event {
            Objects.requireNonNull(row, "row");
            Objects.requireNonNull(link, "link");
        }
    }

    /**
     * Puts a proof together. It is not verified here.
     *
     * @param events what is stored, by version; their marks are left out, since nobody outside can check them
     */
    public static CaseProof of(
            EventStream stream,
            List<LinkedEvent> events,
            Head head,
            InclusionProof inclusion,
            Checkpoint checkpoint,
            VerificationKey key) {
        return new CaseProof(
                FORM,
                stream,
                events.stream()
                        .map(event -> new Event(event.row(), event.link()))
                        .toList(),
                head,
                inclusion,
                checkpoint,
                key.keyId(),
                key);
    }

    /** Returns the proof as JSON, to be kept as a file. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write a proof", e);
        }
    }

    /**
     * Verifies a proof that is kept as JSON; needs nothing but it.
     *
     * @param trustedKeys fingerprints of the keys that the reader trusts; empty to take the proof's own, and then the
     *     verdict is worth what the reader knows about {@link #keyId}
     */
    public static Verdict verify(String json, Set<String> trustedKeys) {
        try {
            var proof = JSON.readValue(json, CaseProof.class);
            // One value has one text: what a person reads in the file is what is verified, to the last digit of a time.
            if (proof == null || !JSON.readTree(proof.toJson()).equals(JSON.readTree(json))) {
                return new Unproven(Reason.UNREADABLE);
            }
            return proof.verify(trustedKeys);
        } catch (JsonProcessingException | RuntimeException _) {
            return new Unproven(Reason.UNREADABLE);
        }
    }

    /** Returns the verdict, as of {@link #verify(String, Set)}. */
    public Verdict verify(Set<String> trustedKeys) {
        if (!form.equals(FORM)) {
            return new Unproven(Reason.UNREADABLE);
        }
        if (!key.keyId().equals(keyId) || !trustedKeys.isEmpty() && !trustedKeys.contains(keyId)) {
            return new Unproven(Reason.UNKNOWN_KEY);
        }
        if (!checkpoint.isSignedBy(key)) {
            return new Unproven(Reason.BAD_SIGNATURE);
        }
        if (!head.stream().equals(stream)
                || !checkpoint.service().equals(stream.service())
                || inclusion.treeSize() != checkpoint.treeSize()
                || !inclusion.proves(head.leaf(), checkpoint.root())) {
            return new Unproven(Reason.NOT_INCLUDED);
        }
        return new StreamVerifier(stream, List.of(head), null)
                .verify(events.stream()
                        .map(event -> new LinkedEvent(event.row(), event.link(), null))
                        .toList());
    }

    private static ObjectMapper mapper() {
        var texts = new SimpleModule("texts of a proof")
                .addSerializer(Digest.class, ToStringSerializer.instance)
                .addDeserializer(Digest.class, new FromText<>(Digest.class, Digest::parse))
                .addSerializer(Suite.class, new ToStringSerializerBase(Suite.class) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String valueToString(Object suite) {
                        return ((Suite) suite).id();
                    }
                })
                .addDeserializer(Suite.class, new FromText<>(Suite.class, Suite::of));
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(texts)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                // Whoever shows a proof to a person may take the other one of two fields of a name: a proof has each
                // once, and no others.
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .build();
    }

    private interface Parse<T> {
        T of(String text);
    }

    @SuppressWarnings("serial") // Jackson's deserializers are serializable by inheritance; nobody serializes this one
    private static final class FromText<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final Parse<T> parse;

        FromText(Class<T> type, Parse<T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parse.of(parser.getText());
        }
    }
}
