package org.fengqiao.analytics.export;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;

import org.fengqiao.analytics.export.ExportedCase.Kind;

/**
 * OCEL 2.0 as JSON: objects are cases, units, and the custodies, consultations, duties and closings of a case. Events
 * come first and objects after them, so that whatever an event names is there although the log goes on meanwhile.
 */
public final class Ocel implements LogFormat {

    private static final String CASE = "case";
    private static final String UNIT = "unit";

    private static final ObjectMapper JSON = new JsonMapper();

    private record Type(String name, List<Attribute> attributes) {}

    private record Attribute(String name, String type) {}

    private record Value(String name, String value) {}

    private record TimedValue(String name, String time, String value) {}

    private record Relation(String objectId, String qualifier) {}

    private record Event(String id, String type, String time, List<Value> attributes, List<Relation> relationships) {}

    private record Thing(String id, String type, List<TimedValue> attributes, List<Relation> relationships) {}

    private static final List<Attribute> OF_AN_EVENT = Stream.of("service", "recorded", "unit", "role")
            .map(Ocel::attribute)
            .toList();

    private static final List<Attribute> OF_A_CASE =
            LogExport.TRAITS.stream().map(Ocel::attribute).toList();

    private static Attribute attribute(String name) {
        return new Attribute(name, name.equals("recorded") ? "time" : "string");
    }

    @Override
    public Multi<Buffer> write(Supplier<Multi<ExportedCase>> cases) {
        var activities = new ConcurrentSkipListSet<String>();
        var units = new ConcurrentSkipListSet<String>();
        return Multi.createBy()
                .concatenating()
                .streams(
                        text(() -> "{\"objectTypes\":" + json(objectTypes()) + ",\"events\":["),
                        listed(cases, one -> events(one, activities, units)),
                        text(() -> "],\"eventTypes\":" + json(eventTypes(activities)) + ",\"objects\":["),
                        listed(cases, Ocel::objects),
                        Multi.createFrom()
                                .deferred(() -> units.isEmpty()
                                        ? Multi.createFrom().empty()
                                        : Multi.createFrom().item(Buffer.buffer("," + list(ofUnits(units))))),
                        text(() -> "]}\n"));
    }

    private static Multi<Buffer> text(Supplier<String> text) {
        return Multi.createFrom().deferred(() -> Multi.createFrom().item(Buffer.buffer(text.get())));
    }

    /** Returns what cases consist of, with commas between. */
    private static Multi<Buffer> listed(Supplier<Multi<ExportedCase>> cases, Function<ExportedCase, List<?>> parts) {
        return Multi.createFrom().deferred(() -> {
            var first = new boolean[] {true};
            return cases.get().map(parts).filter(some -> !some.isEmpty()).map(some -> {
                var piece = (first[0] ? "" : ",") + list(some);
                first[0] = false;
                return Buffer.buffer(piece);
            });
        });
    }

    private static List<Type> objectTypes() {
        return Stream.concat(
                        Stream.of(new Type(CASE, OF_A_CASE), new Type(UNIT, List.of())),
                        Stream.of(Kind.values()).map(kind -> new Type(kind.field(), List.of())))
                .toList();
    }

    private static List<Type> eventTypes(Set<String> activities) {
        return activities.stream()
                .map(activity -> new Type(activity, OF_AN_EVENT))
                .toList();
    }

    private static List<Event> events(ExportedCase one, Set<String> activities, Set<String> units) {
        return one.events().stream()
                .map(event -> {
                    activities.add(event.activity());
                    units.addAll(unitsOf(event));
                    return of(one.caseId(), event);
                })
                .toList();
    }

    private static Event of(UUID caseId, ExportedCase.Event event) {
        var values = new ArrayList<Value>();
        values.add(new Value("service", event.service()));
        values.add(new Value("recorded", event.recordedAt().toString()));
        if (event.unit() != null) {
            values.add(new Value("unit", event.unit()));
        }
        if (event.role() != null) {
            values.add(new Value("role", event.role()));
        }
        var relations = new ArrayList<Relation>();
        relations.add(new Relation(caseId.toString(), "of"));
        event.parts().forEach(part -> relations.add(new Relation(part.idIn(caseId), "about")));
        if (event.unit() != null) {
            relations.add(new Relation(unit(event.unit()), "by"));
        }
        event.units().forEach(named -> relations.add(new Relation(unit(named), "names")));
        return new Event(
                event.id().toString(), event.activity(), event.occurredAt().toString(), values, relations);
    }

    private static Set<String> unitsOf(ExportedCase.Event event) {
        var units = new TreeSet<>(event.units());
        if (event.unit() != null) {
            units.add(event.unit());
        }
        return units;
    }

    private static List<Thing> objects(ExportedCase one) {
        var objects = new ArrayList<Thing>();
        var caseId = one.caseId().toString();
        objects.add(new Thing(
                caseId,
                CASE,
                one.traits().stream()
                        .map(trait -> new TimedValue(trait.name(), trait.from().toString(), trait.value()))
                        .toList(),
                List.of()));
        one.events().stream()
                .flatMap(event -> event.parts().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .forEach(part -> objects.add(new Thing(
                        part.idIn(one.caseId()), part.kind().field(), List.of(), List.of(new Relation(caseId, "of")))));
        return objects;
    }

    private static List<Thing> ofUnits(Set<String> units) {
        return units.stream()
                .map(id -> new Thing(unit(id), UNIT, List.of(), List.of()))
                .toList();
    }

    private static String unit(String id) {
        return "unit/" + id;
    }

    private static String list(List<?> some) {
        var json = json(some);
        return json.substring(1, json.length() - 1);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts can be written", e);
        }
    }
}
