package org.fengqiao.kernel.sealing.json;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.sealing.BoxPlace;
import org.fengqiao.kernel.sealing.CannotSeal;
import org.fengqiao.kernel.sealing.Personal;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalKind.Whose;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.SubjectId;

/**
 * A Jackson module that writes personal text as boxes, and reads boxes as closed ones or, with a key ring, as what is
 * in them; {@link SealedJson} is how to use it. A mapper with this module and nothing else refuses to write personal
 * text, or to read it, so that an answer or a message in which it was forgotten fails instead of telling it.
 */
@SuppressWarnings("serial") // Jackson's modules are serializable by inheritance; nobody serializes this one
public final class SealingModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    /** The beginning of an erased text, before the subject. */
    private static final String ERASED = "erased.";

    /** Creates a module. */
    public SealingModule() {
        super("fengqiao sealing");
        addSerializer(PersonalText.class, new Sealing(null));
        addDeserializer(PersonalText.class, new Opening());
        addSerializer(SubjectId.class, ToStringSerializer.instance);
        addDeserializer(SubjectId.class, new Subjects());
    }

    /**
     * Returns the personal text that is written so.
     *
     * @throws IllegalArgumentException if it is none; the message doesn't quote it
     */
    static PersonalText parse(String text, BoxPlace here) {
        return text.startsWith(ERASED)
                ? new PersonalText.Erased(new SubjectId(java.util.UUID.fromString(text.substring(ERASED.length()))))
                : PersonalText.Closed.parse(text, here);
    }

    /**
     * A modifier that leaves personal fields out of what is written if they are not for its reader: their names don't
     * show either. To find out where each field stands takes time, so a mapper that always writes all does without.
     */
    static final class Leaving extends BeanSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig configuration, BeanDescription bean, List<BeanPropertyWriter> properties) {
            properties.replaceAll(
                    property -> property.getAnnotation(Personal.class) == null ? property : new Left(property));
            return properties;
        }
    }

    private static final class Left extends BeanPropertyWriter {
        private static final long serialVersionUID = 1L;

        Left(BeanPropertyWriter property) {
            super(property);
        }

        @Override
        public void serializeAsField(Object bean, JsonGenerator generator, SerializerProvider provider)
                throws Exception {
            if (!(provider.getAttribute(SealingContext.class) instanceof SealingContext sealing)
                    || sealing.written().test(path(generator.getOutputContext()))) {
                super.serializeAsField(bean, generator, provider);
            }
        }

        /**
         * Returns where the field stands. The record's own context knows only the names of its fields; those around it
         * tell where it stands.
         */
        private String path(JsonStreamContext record) {
            var path = new StringBuilder(getName());
            if (getType().isContainerType()) {
                path.append("[]");
            }
            var separated = true;
            for (var at = record.getParent(); at != null && !at.inRoot(); at = at.getParent()) {
                if (at.inArray()) {
                    path.insert(0, separated ? "[]." : "[]");
                    separated = false;
                } else {
                    path.insert(0, separated ? at.getCurrentName() + "." : at.getCurrentName());
                    separated = true;
                }
            }
            return path.toString();
        }
    }

    private static final class Sealing extends StdScalarSerializer<PersonalText> implements ContextualSerializer {
        private static final long serialVersionUID = 1L;
        private final @Nullable PersonalKind kind;

        Sealing(@Nullable PersonalKind kind) {
            super(PersonalText.class);
            this.kind = kind;
        }

        @Override
        public JsonSerializer<?> createContextual(SerializerProvider provider, @Nullable BeanProperty property) {
            var marked = property == null ? null : property.getAnnotation(Personal.class);
            return marked == null ? this : new Sealing(marked.value());
        }

        @Override
        public void serialize(PersonalText text, JsonGenerator generator, SerializerProvider provider)
                throws IOException {
            if (!(provider.getAttribute(SealingContext.class) instanceof SealingContext sealing)) {
                throw new CannotSeal(CannotSeal.Because.NO_RING);
            }
            var place = sealing.place(Pointers.ofNext(generator.getOutputContext()));
            if (kind == null) {
                throw new CannotSeal(CannotSeal.Because.NOT_MARKED, place);
            }
            if ((kind.whose() == Whose.CASE) != text.subject().equals(SubjectId.ofCase(sealing.caseId()))) {
                throw new CannotSeal(CannotSeal.Because.WRONG_SUBJECT, place);
            }
            generator.writeString(
                    switch (text) {
                        case PersonalText.Known known -> sealed(known, sealing, place);
                        case PersonalText.Closed closed -> carriedOn(closed, place);
                        case PersonalText.Erased(var subject) -> ERASED + subject;
                    });
        }

        private static String sealed(PersonalText.Known known, SealingContext sealing, BoxPlace place) {
            var ring = sealing.ring();
            if (ring == null) {
                throw new CannotSeal(CannotSeal.Because.NO_RING, place);
            }
            return ring.seal(known, place, sealing.random()).text();
        }

        private static String carriedOn(PersonalText.Closed closed, BoxPlace place) {
            if (!closed.place().caseId().equals(place.caseId())) {
                throw new CannotSeal(CannotSeal.Because.ANOTHER_CASES, place);
            }
            return closed.textAt(place);
        }
    }

    private static final class Subjects extends StdScalarDeserializer<SubjectId> {
        private static final long serialVersionUID = 1L;

        Subjects() {
            super(SubjectId.class);
        }

        @Override
        public SubjectId deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return new SubjectId(java.util.UUID.fromString(parser.getText()));
            } catch (IllegalArgumentException e) {
                throw JsonMappingException.from(parser, "a UUID is needed");
            }
        }
    }

    private static final class Opening extends StdScalarDeserializer<PersonalText> {
        private static final long serialVersionUID = 1L;

        Opening() {
            super(PersonalText.class);
        }

        @Override
        public PersonalText deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw JsonMappingException.from(parser, "a box is needed");
            }
            var text = parser.getText();
            try {
                if (!(context.getAttribute(SealingContext.class) instanceof SealingContext sealing)) {
                    throw JsonMappingException.from(parser, "a box is read as part of its event");
                }
                var here = sealing.place(Pointers.ofPresent(parser.getParsingContext()));
                var ring = sealing.ring();
                var read = parse(text, here);
                return ring != null && read instanceof PersonalText.Closed closed ? ring.open(closed) : read;
            } catch (IllegalArgumentException e) {
                // Neither the message nor its cause says what was found: it may be a text that was never closed.
                throw JsonMappingException.from(parser, "a box is needed");
            }
        }
    }
}
