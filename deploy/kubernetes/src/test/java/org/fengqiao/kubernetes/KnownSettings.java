package org.fengqiao.kubernetes;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The environment variables that a service reads: Fengqiao's own settings, as its sources declare them; Quarkus' own,
 * as its extensions list them; those of Kafka's clients, each of which Quarkus takes from {@code KAFKA_…}; and that of
 * the virtual machine.
 */
final class KnownSettings {

    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    /** Method without parameters of a mapping: one setting, or a group of them. */
    private static final Pattern METHOD = Pattern.compile("^ +(?:[\\w.]+)(?:<.*>)? (\\w+)\\(\\);$", Pattern.MULTILINE);

    private static final Pattern INJECTED = Pattern.compile("@ConfigProperty\\(\\s*name = \"(fengqiao\\.[^\"]+)\"");
    /** Setting of how often something is done. */
    private static final Pattern SCHEDULED = Pattern.compile("\\$\\{(fengqiao\\.[a-z.-]+)[:}]");

    private static final Set<String> OF_KAFKAS_CLIENTS = Set.of(
            "bootstrap.servers",
            "security.protocol",
            "sasl.mechanism",
            "sasl.jaas.config",
            "ssl.truststore.type",
            "ssl.truststore.location");

    /** Read by the virtual machine itself. */
    private static final String OF_JAVA = "JDK_JAVA_OPTIONS";

    private final Set<String> variables = new HashSet<>();

    private KnownSettings() {}

    static KnownSettings read() {
        var known = new KnownSettings();
        known.variables.add(OF_JAVA);
        OF_KAFKAS_CLIENTS.forEach(name -> known.variables.add(variable("kafka." + name)));
        known.variables.addAll(ofQuarkus());
        known.variables.addAll(ofFengqiao().map(KnownSettings::variable).collect(toSet()));
        return known;
    }

    /** Returns whether a service reads the variable. */
    boolean contains(String variable) {
        return variables.contains(variable);
    }

    /** Returns the variable of a setting, by the rule of MicroProfile Config. */
    private static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static Stream<String> ofFengqiao() {
        var names = new ArrayList<String>();
        for (var source : Checkout.sourcesOfServices()) {
            var text = Checkout.text(source);
            var mapping = MAPPING.matcher(text);
            if (mapping.find()) {
                METHOD.matcher(text)
                        .results()
                        .forEach(method -> names.add(mapping.group(1) + "." + withHyphens(method.group(1))));
            }
            Stream.of(INJECTED, SCHEDULED)
                    .flatMap(pattern -> pattern.matcher(text).results())
                    .forEach(match -> names.add(match.group(1)));
        }
        return names.stream();
    }

    private static String withHyphens(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Each extension has a list of its settings, from which Quarkus' documentation is made. */
    private static List<String> ofQuarkus() {
        var found = new ArrayList<String>();
        try {
            var lists = Collections.list(KnownSettings.class
                    .getClassLoader()
                    .getResources("META-INF/quarkus-config-doc/quarkus-config-model.json"));
            if (lists.isEmpty()) {
                throw new IllegalStateException("Quarkus' lists of settings are not on the class path");
            }
            for (var list : lists) {
                try (var stream = list.openStream()) {
                    new ObjectMapper()
                            .readTree(stream)
                            .findValuesAsText("environmentVariable")
                            .forEach(variable -> found.add(variable.replace("__DATASOURCE_NAME__", "_KEYS_")));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return found;
    }
}
