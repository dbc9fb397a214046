package org.fengqiao.kernel.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.validation.Validation;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.data.DataFile;
import org.fengqiao.kernel.decision.EventTypes;
import org.fengqiao.kernel.disclosure.DisclosureFiles;
import org.fengqiao.kernel.eventstore.PartnerRules;
import org.fengqiao.kernel.eventstore.RecordSetAside;
import org.fengqiao.kernel.json.Json;
import org.fengqiao.kernel.json.OffendingField;
import org.fengqiao.kernel.json.StrictJson;
import org.fengqiao.kernel.legalclock.DeadlineEvent;
import org.fengqiao.kernel.legalclock.DeadlineName;
import org.fengqiao.kernel.legalclock.DeadlineTypes;
import org.fengqiao.kernel.proof.CheckpointMessage;
import org.fengqiao.kernel.sealing.KeyRing;
import org.fengqiao.kernel.sealing.PersonalComponents;
import org.fengqiao.kernel.sealing.PersonalKind;
import org.fengqiao.kernel.sealing.PersonalText;
import org.fengqiao.kernel.sealing.Purpose;
import org.fengqiao.kernel.sealing.SubjectId;
import org.fengqiao.kernel.sealing.json.SealedJson;
import org.fengqiao.kernel.value.Money;

/**
 * Approval, by a person, of what goes over the wire: one sample per event version in {@code
 * src/test/resources/approved/<type>.json}, kept forever and read by new code, and one JSON Schema per type in {@code
 * src/main/resources/schemas/<type>.json}. With {@code -Dapprove=true} missing or changed files are written instead of
 * failing; the change is then seen in review.
 */
public final class Approved {

    private static final boolean APPROVE = Boolean.getBoolean("approve");
    private static final ObjectMapper JSON = Json.mapper();
    private static final SealedJson SEALED = new SealedJson(JSON, new SecureRandom());
    private static final KeyRing NO_KEYS = new KeyRing(Purpose.HANDLING_THE_CASE, List.of(), List.of());

    private Approved() {}

    /**
     * Every event type has a sample; it is written today as it was approved, and the approved one is read back as the
     * same event.
     *
     * @param samples one event of each type, with every optional component filled; personal texts are {@link Boxes}
     */
    public static <E> void samples(EventTypes<E> types, Collection<? extends E> samples) {
        var byType = new TreeMap<String, E>();
        samples.forEach(sample -> byType.put(types.nameOf(sample), sample));
        assertThat(byType.keySet()).as("one sample of each event type").isEqualTo(types.names());
        byType.forEach((type, sample) -> {
            var file = sampleOf(type);
            check(file, pretty(tree(SEALED.write(sample, Boxes.CASE, type, NO_KEYS))));
            assertThat((Object) SEALED.readClosed(read(file), types.find(type).orElseThrow(), Boxes.CASE, type))
                    .as("the approved %s, read by today's code", type)
                    .isEqualTo(sample);
        });
    }

    /**
     * Every message that is no event has a sample, written by a person as the form of an example: it is read by today's
     * code and written again as it stands.
     *
     * @param messages by type
     */
    public static void messages(Map<String, Class<?>> messages) {
        messages.forEach((type, message) -> {
            var sample = read(sampleOf(type));
            var written = SEALED.write(SEALED.readClosed(sample, message, Boxes.CASE, type), Boxes.CASE, type, NO_KEYS);
            assertThat(pretty(tree(written)))
                    .as("the approved %s, read and written by today's code", type)
                    .isEqualTo(sample);
        });
    }

    /**
     * Every message that partners send has a sample that is taken; without a component it is refused exactly if the
     * schema requires that component.
     *
     * @param messages by type
     */
    public static void received(Map<String, Class<?>> messages) {
        try (var validators = Validation.buildDefaultValidatorFactory()) {
            var reader = new StrictJson(JSON, validators.getValidator(), InstantSource.system());
            messages.forEach((type, message) -> {
                var sample = tree(read(sampleOf(type)));
                assertThat(rejected(reader, sample, message)).as(type).isEmpty();
                var schema = tree(read(schemaOf(type)));
                takeOutEach(
                        schema,
                        schema,
                        sample,
                        sample,
                        "",
                        (required, path, without) -> assertThat(rejected(reader, without, message))
                                .as("%s without %s", type, path)
                                .isEqualTo(required ? List.of(path) : List.of()));
            });
        }
    }

    private static List<String> rejected(StrictJson reader, JsonNode sample, Class<?> message) {
        return switch (reader.read(sample.toString().getBytes(UTF_8), message)) {
            case StrictJson.Read.Accepted<?> _ -> List.of();
            case StrictJson.Read.Rejected<?>(var _, var fields) ->
                fields.stream().map(OffendingField::field).toList();
        };
    }

    /** A check of what comes of a sample without one component. */
    private interface Without {
        void check(boolean required, String path, JsonNode sample);
    }

    /** Takes each component of each object out of the sample, one at a time. */
    private static void takeOutEach(
            JsonNode document, JsonNode reference, JsonNode sample, JsonNode at, String path, Without check) {
        var schema = reference.has("$ref")
                ? document.at(reference.path("$ref").asText().substring(1))
                : reference;
        if (at instanceof ObjectNode object) {
            var required = new TreeSet<String>();
            schema.path("required").forEach(name -> required.add(name.asText()));
            for (var name : schema.path("properties").properties().stream()
                    .map(Map.Entry::getKey)
                    .toList()) {
                var inner = path.isEmpty() ? name : path + "." + name;
                if (object.has(name)) {
                    takeOutEach(document, schema.path("properties").path(name), sample, object.get(name), inner, check);
                }
                var before = object.deepCopy();
                object.remove(name);
                check.check(required.contains(name), inner, sample);
                object.setAll(before);
            }
        } else if (at.isArray()) {
            for (var index = 0; index < at.size(); index++) {
                takeOutEach(document, schema.path("items"), sample, at.get(index), path + "[" + index + "]", check);
            }
        }
    }

    private static Path sampleOf(String type) {
        return Path.of("src/test/resources/approved", type + ".json");
    }

    private static Path schemaOf(String type) {
        return Path.of("src/main/resources/schemas", type + ".json");
    }

    /**
     * Every event type has an approved schema, generated from its record, and so have the events of the service's
     * deadlines and gaps, its checkpoints and every further type, such as partner messages. What is personal in a
     * message is named by the rules of what partners are told, and nothing else is.
     */
    public static void schemas(EventTypes<?> types, Map<String, Class<?>> further) {
        schemas(types, List.of(), further);
    }

    /**
     * The same for a service that has registers.
     *
     * @param registers the events of each
     */
    public static void schemas(EventTypes<?> types, List<EventTypes<?>> registers, Map<String, Class<?>> further) {
        var classes = new TreeMap<String, Class<?>>(further);
        var all = new ArrayList<EventTypes<?>>(registers);
        all.addAll(List.of(types, DeadlineTypes.of(types.service()), RecordSetAside.types(types.service())));
        for (var recorded : all) {
            recorded.names()
                    .forEach(name -> classes.put(name, recorded.find(name).orElseThrow()));
        }
        classes.put(CheckpointMessage.typeOf(types.service()), CheckpointMessage.class);
        toldToPartners(DataFile.read(DisclosureFiles.PARTNERS, PartnerRules.class), further);
        var generator = generator();
        classes.forEach((type, recordClass) -> {
            var schema = generator.generateSchema(recordClass);
            var withId = JSON.createObjectNode();
            withId.put("$id", "https://fengqiao.org/schemas/" + type + ".json");
            withId.setAll(schema);
            check(schemaOf(type), pretty(withId));
        });
        check(
                Path.of("src/main/resources/schemas/index.txt"),
                classes.keySet().stream().collect(Collectors.joining("\n", "", "\n")));
        var files = new TreeSet<String>();
        try (var listed = Files.list(Path.of("src/main/resources/schemas"))) {
            listed.map(p -> p.getFileName().toString())
                    .filter(n -> n.endsWith(".json"))
                    .forEach(n -> files.add(n.substring(0, n.length() - 5)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(files).as("no schema of a type that is gone").isEqualTo(classes.keySet());
    }

    /**
     * Every personal field of a message is told to some partner by the rules, as what it is, and the rules name no
     * other field of it: one that was forgotten there would be left out of every message, and a misspelt one as well.
     *
     * @param messages by type
     */
    public static void toldToPartners(PartnerRules rules, Map<String, Class<?>> messages) {
        messages.forEach((type, message) -> {
            var personal = new TreeMap<String, PersonalKind>();
            PersonalComponents.of(message)
                    .personal()
                    .forEach((path, kind) -> personal.put(path.substring(path.indexOf('.') + 1), kind));
            var told = new TreeMap<String, PersonalKind>();
            rules.rules().stream()
                    .filter(rule -> rule.message().equals(type))
                    .forEach(rule -> told.putAll(rule.tells()));
            assertThat(told)
                    .as("what %s tells of what is personal in %s", DisclosureFiles.PARTNERS, type)
                    .isEqualTo(personal);
        });
    }

    /**
     * No text leaves the service in clear but those that a person has approved: a new component of type {@code String}
     * in an event or a message fails the build until somebody has looked at it. What is personal is of type {@link
     * PersonalText}, which cannot be written in clear.
     *
     * @param types all events (a sealed interface) and all messages to partners; those of deadlines and gaps are looked
     *     at with them
     */
    public static void clearTexts(Class<?>... types) {
        var clear = new TreeSet<String>();
        var all = Stream.concat(Stream.of(types), Stream.of(DeadlineEvent.class, RecordSetAside.class))
                .toList();
        for (var type : all) {
            clear.addAll(PersonalComponents.of(type).clear());
        }
        check(
                Path.of("src/test/resources/approved/clear-texts.txt"),
                clear.stream().collect(Collectors.joining("\n", "", "\n")));
    }

    private static SchemaGenerator generator() {
        var config = new SchemaGeneratorConfigBuilder(JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.EXTRA_OPEN_API_FORMAT_VALUES,
                        Option.DEFINITIONS_FOR_ALL_OBJECTS,
                        Option.INLINE_NULLABLE_SCHEMAS)
                .with(new JacksonModule(
                        JacksonOption.RESPECT_JSONPROPERTY_REQUIRED, JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE))
                .with(new JakartaValidationModule(JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS));
        // Personal text is never seen but as a box; whose it is, is a random identifier.
        config.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            var schema = context.getGeneratorConfig().createObjectNode().put("type", "string");
            if (type.isInstanceOf(PersonalText.class)) {
                return new CustomDefinition(
                        schema.put("pattern", "^(box|erased)\\.").put("description", "sealed personal data"),
                        CustomDefinition.INLINE_DEFINITION,
                        CustomDefinition.INCLUDING_ATTRIBUTES);
            }
            if (type.isInstanceOf(DeadlineName.class)) {
                return new CustomDefinition(
                        schema, CustomDefinition.INLINE_DEFINITION, CustomDefinition.INCLUDING_ATTRIBUTES);
            }
            return type.isInstanceOf(SubjectId.class)
                    ? new CustomDefinition(
                            schema.put("format", "uuid"),
                            CustomDefinition.INLINE_DEFINITION,
                            CustomDefinition.INCLUDING_ATTRIBUTES)
                    : null;
        });
        // Amounts of money are decimal strings on the wire, other decimals are numbers.
        config.forFields()
                .withTargetTypeOverridesResolver(field ->
                        isOfMoney(field.getDeclaringType()) && field.getType().isInstanceOf(BigDecimal.class)
                                ? List.of(field.getContext().resolve(String.class))
                                : null);
        // Nulls are left out and nothing else is: a component that is never null is always there. What a partner sends
        // is
        // refused without it.
        config.forFields()
                .withRequiredCheck(
                        field -> !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class))
                .withStringPatternResolver(field -> !isOfMoney(field.getDeclaringType())
                        ? null
                        : field.getDeclaredName().equals("amount") ? "^[0-9]{1,15}(\\.[0-9]{1,2})?$" : "^[A-Z]{3}$");
        return new SchemaGenerator(config.build());
    }

    private static boolean isOfMoney(ResolvedType type) {
        return type.isInstanceOf(Money.class);
    }

    /** Checks a page of the documentation that is written from the code. */
    public static void document(Path file, String received) {
        check(file, received);
    }

    private static void check(Path file, String received) {
        try {
            if (APPROVE) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, received);
            } else {
                assertThat(file)
                        .as("approve it by running the test with -Dapprove=true")
                        .exists();
                assertThat(received)
                        .as("%s (after looking, approve with -Dapprove=true)", file)
                        .isEqualTo(read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String pretty(Object value) {
        try {
            JsonNode tree = value instanceof JsonNode node ? node : JSON.readTree(JSON.writeValueAsBytes(value));
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
