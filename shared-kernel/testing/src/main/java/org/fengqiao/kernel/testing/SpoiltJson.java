package org.fengqiao.kernel.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** JSON like a sample, with one thing wrong: a value that is another one or missing, or bytes that were changed. */
public final class SpoiltJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Values put in the place of others. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "99999999999999999999",
            "1e400",
            "1e2147483647",
            "\"\"",
            "\" \"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\u202e\"",
            "\"box.i1.AAAA.1.AAAA.AAAA\"",
            "\"2024-02-30T00:00:00Z\"",
            "\"+10000-01-01T00:00:00Z\"",
            "\"NOBODY_KNOWS_IT\"",
            "[]",
            "{}",
            "[null]",
            "[[[[]]]]",
            "{\"amount\":\"1e9\",\"currency\":\"XXX\"}");

    private SpoiltJson() {}

    /** Returns such JSON like any of the samples. */
    public static Arbitrary<byte[]> like(List<byte[]> samples) {
        return Arbitraries.randomValue(random -> spoilt(samples.get(random.nextInt(samples.size())), random));
    }

    /** Returns the sample with one thing wrong. */
    public static byte[] spoilt(byte[] sample, Random random) {
        return random.nextInt(3) == 0 ? bytes(sample, random) : value(sample, random);
    }

    private static byte[] value(byte[] sample, Random random) {
        try {
            var tree = JSON.readTree(sample);
            var containers = new ArrayList<JsonNode>();
            collect(tree, containers);
            var container = containers.get(random.nextInt(containers.size()));
            var other = JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
            switch (container) {
                case ObjectNode object -> {
                    var names = new ArrayList<String>();
                    object.fieldNames().forEachRemaining(names::add);
                    var name = names.get(random.nextInt(names.size()));
                    if (random.nextInt(4) == 0) {
                        object.remove(name);
                    } else {
                        object.set(name, other);
                    }
                }
                case ArrayNode array -> array.set(random.nextInt(array.size()), other);
                default -> throw new IllegalStateException("no container");
            }
            return JSON.writeValueAsString(tree).getBytes(UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a sample is JSON", e);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> into) {
        if (node.isContainerNode() && !node.isEmpty()) {
            into.add(node);
            node.forEach(child -> collect(child, into));
        }
    }

    private static byte[] bytes(byte[] sample, Random random) {
        var at = random.nextInt(sample.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(sample, at);
            case 1 -> {
                var changed = sample.clone();
                changed[at] = (byte) random.nextInt(256);
                yield changed;
            }
            case 2 -> (new String(sample, UTF_8) + new String(sample, UTF_8)).getBytes(UTF_8);
            default -> ("[".repeat(random.nextInt(3_000)) + new String(sample, UTF_8)).getBytes(UTF_8);
        };
    }
}
