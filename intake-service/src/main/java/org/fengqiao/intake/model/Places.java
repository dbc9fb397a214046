package org.fengqiao.intake.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.value.Place;

/**
 * The places of the districts that the centre serves, with the days on which there were such streets.
 *
 * @param districts each once
 */
public record Places(List<District> districts) {

    /**
     * Checks that the districts are whole.
     *
     * @throws IllegalArgumentException that names what is wrong
     */
    public Places {
        districts = List.copyOf(districts);
        var problems = new ArrayList<String>();
        var names = new HashSet<String>();
        for (var district : districts) {
            if (!names.add(district.district())) {
                problems.add(district.district() + ": there are two files of it");
            }
            problems.addAll(district.problems());
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("places: " + String.join("; ", problems));
        }
    }

    /** Parts of a place, from the widest to the narrowest. */
    public enum Part {
        STREET,
        COMMUNITY,
        GRID
    }

    /**
     * Returns the widest part of a place that there is not; empty if the place is as good as what is known of its
     * district. Of a district that is not served nothing is known.
     */
    public Optional<Part> unknownPart(Place place, LocalDate day) {
        return districts.stream()
                .filter(district -> district.district().equals(place.district()))
                .findFirst()
                .flatMap(district -> district.unknownPart(place, day));
    }

    /** Returns the streets there are on a day; of all districts if none is named. */
    public List<Known> on(LocalDate day, @Nullable String district) {
        return districts.stream()
                .filter(one -> district == null || one.district().equals(district))
                .flatMap(one -> one.streetsOn(day).stream()
                        .map(street -> new Known(one.district(), street.street(), street.all())))
                .toList();
    }

    /**
     * A street as it is listed.
     *
     * @param communities with their grids
     */
    public record Known(String district, String street, List<Community> communities) {}

    /**
     * A district.
     *
     * @param district its official name
     * @param exactTo as far as a place must be one of these; what lies below is taken as it is told
     * @param streets its streets and towns
     */
    public record District(String district, Part exactTo, List<Street> streets) {

        public District {
            streets = List.copyOf(streets);
        }

        private List<Street> streetsOn(LocalDate day) {
            return streets.stream().filter(street -> street.isThereOn(day)).toList();
        }

        private Optional<Part> unknownPart(Place place, LocalDate day) {
            if (place.street() == null) {
                return Optional.empty();
            }
            return streetsOn(day).stream()
                    .filter(street -> street.street().equals(place.street()))
                    .findFirst()
                    .map(street -> street.unknownPart(place, exactTo))
                    .orElse(Optional.of(Part.STREET));
        }

        private List<String> problems() {
            var problems = new ArrayList<String>();
            for (var at = 0; at < streets.size(); at++) {
                var street = streets.get(at);
                problems.addAll(street.problems(district));
                if (streets.subList(at + 1, streets.size()).stream().anyMatch(street::isAtOnceWith)) {
                    problems.add(district + " " + street.street() + ": it is there twice on one day");
                }
            }
            return problems;
        }
    }

    /**
     * A street or town.
     *
     * @param street its official name
     * @param from its first day; null if it was always there
     * @param to its last day; null if it is still there
     * @param communities how many communities it has; null if they are named
     * @param grids how many grids it has, spread over the communities in turn; null if they are named
     * @param named its communities by name; null if they are numbered
     */
    public record Street(
            String street,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Integer communities,
            @Nullable Integer grids,
            @Nullable List<Community> named) {

        public Street {
            named = named == null ? null : List.copyOf(named);
        }

        boolean isThereOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
        }

        private boolean isAtOnceWith(Street other) {
            return street.equals(other.street)
                    && (from == null || other.to == null || !from.isAfter(other.to))
                    && (other.from == null || to == null || !other.from.isAfter(to));
        }

        private Optional<Part> unknownPart(Place place, Part exactTo) {
            if (exactTo == Part.STREET || place.community() == null) {
                return Optional.empty();
            }
            return all().stream()
                    .filter(community -> community.community().equals(place.community()))
                    .findFirst()
                    .map(community -> exactTo == Part.GRID
                                    && place.grid() != null
                                    && !community.grids().contains(place.grid())
                            ? Optional.of(Part.GRID)
                            : Optional.<Part>empty())
                    .orElse(Optional.of(Part.COMMUNITY));
        }

        /** Returns the communities with their grids, named or numbered. */
        List<Community> all() {
            if (named != null) {
                return named;
            }
            var most = Objects.requireNonNull(communities, "communities");
            return IntStream.rangeClosed(1, most)
                    .mapToObj(number -> new Community(stem() + "第" + number + "社区", gridsOf(number, most)))
                    .toList();
        }

        private List<String> gridsOf(int community, int most) {
            var all = Objects.requireNonNull(grids, "grids");
            var here = all / most + (community <= all % most ? 1 : 0);
            return IntStream.rangeClosed(1, here)
                    .mapToObj(grid -> "%02d-%02d".formatted(community, grid))
                    .toList();
        }

        private String stem() {
            return street.replaceFirst("(?:街道|镇)$", "");
        }

        private List<String> problems(String district) {
            var counted = communities != null && grids != null && communities > 0 && grids >= communities;
            var problems = new ArrayList<String>();
            if (named == null ? !counted : communities != null || grids != null) {
                problems.add(district + " " + street + ": communities are either named or numbered with their grids");
            }
            if (from != null && to != null && to.isBefore(from)) {
                problems.add(district + " " + street + ": it ended before it began");
            }
            return problems;
        }
    }

    /**
     * A community.
     *
     * @param community its name
     * @param grids the grids in it
     */
    public record Community(String community, List<String> grids) {
        public Community {
            grids = List.copyOf(grids);
        }
    }
}
