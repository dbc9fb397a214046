package org.fengqiao.routing.model;

import java.util.Set;

import org.fengqiao.kernel.value.Place;

/**
 * A case as it looks for a unit.
 *
 * @param path the path it is on
 * @param category what it is about
 * @param place where the dispute is
 * @param gaveBack the units that gave it back
 * @param interests who has an interest in it
 */
public record Need(Path path, String category, Place place, Set<String> gaveBack, Interests interests) {

    public Need {
        gaveBack = Set.copyOf(gaveBack);
    }
}
