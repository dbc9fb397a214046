package org.fengqiao.kernel.jurisdiction;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import org.fengqiao.kernel.identity.Roles;
import org.fengqiao.kernel.sql.Statement;
import org.fengqiao.kernel.value.Place;
import org.fengqiao.kernel.web.Caller;
import org.fengqiao.kernel.web.Problem;

/**
 * The limits of the cases that a caller may see and change, from the claims {@code district}, {@code street},
 * {@code community} and {@code unit} of the token. Each claim narrows: a token with a street reaches the cases of that
 * street. Whoever works in a unit on the cases it holds (mediators, petition clerks, departments) reaches those its
 * unit holds or once held, those in which it has a task as long as that lasts, and in its place those that no unit was
 * given yet; those who register, distribute, lead, watch or count cases reach all of the place, whichever unit employs
 * them. A case that is kept from a unit is for nobody of that unit.
 *
 * @param district {@link #WHOLE_CITY} for all districts
 * @param street null for the whole district
 * @param community null for the whole street
 * @param unit null for whatever unit holds the case
 * @param employer the unit that the caller acts for, from which a case may be kept; null for none
 */
public record Jurisdiction(
        String district,
        @Nullable String street,
        @Nullable String community,
        @Nullable String unit,
        @Nullable String employer) {

    /**
     * The claim {@code district} of those who work for the whole city. Never assumed: a token without a district
     * reaches nothing.
     */
    public static final String WHOLE_CITY = "*";

    /** All cases: for a caller whose limits are others than place and unit. */
    public static final Jurisdiction EVERYWHERE = new Jurisdiction(WHOLE_CITY, null, null, null, null);

    private static final Set<String> OF_ALL_UNITS =
            Set.of(Roles.CLERK, Roles.GRID_WORKER, Roles.DISPATCHER, Roles.LEADER, Roles.OPERATOR, Roles.ANALYST);

    private static final String PLACES = """
        (:reachDistrict = '*' or %1$s.district = '*' or %1$s.district = :reachDistrict)
         and (cast(:reachStreet as text) is null or %1$s.street = :reachStreet)
         and (cast(:reachCommunity as text) is null or %1$s.community = :reachCommunity)\
        """;

    private static final String UNITS =
            " and (cast(:reachUnit as text) is null or %1$s.units = '{}' or cast(:reachUnit as text) ="
                    + " any(%1$s.units) or exists (select 1 from unnest(%1$s.tasks) as lasting (task)"
                    + " where split_part(lasting.task, ' ', 2) = cast(:reachUnit as text)))";

    /** Holds also of a case of which the service knows nothing: nothing of it is there to be kept from anybody. */
    private static final String NOT_KEPT =
            " and (cast(:reachEmployer as text) is null or not exists (select 1 from case_territory kept"
                    + " where kept.case_id = %s and cast(:reachEmployer as text) = any(kept.kept_from)))";

    public Jurisdiction {
        Objects.requireNonNull(district, "district");
    }

    /**
     * Returns the caller's.
     *
     * @throws Problem.Thrown 403 if the token names no district
     */
    public static Jurisdiction of(Caller caller) {
        var district = caller.claim("district");
        if (district == null || district.isBlank()) {
            throw Problem.of(
                            Response.Status.FORBIDDEN,
                            "kernel.no-jurisdiction",
                            "The token names no district (claim district; * for the whole city).")
                    .exception();
        }
        var beyondTheUnit = caller.roles().stream().anyMatch(OF_ALL_UNITS::contains);
        return new Jurisdiction(
                district,
                caller.claim("street"),
                caller.claim("community"),
                beyondTheUnit ? null : caller.claim("unit"),
                caller.claim("unit"));
    }

    /** Returns whether it is that of all cases, but for those that are kept from the employer. */
    public boolean isWholeCity() {
        return isOfAllPlaces() && unit == null;
    }

    /** Returns whether it is that of all places, whatever unit the caller acts for. */
    public boolean isOfAllPlaces() {
        return district.equals(WHOLE_CITY) && street == null && community == null;
    }

    /** Returns whether a case there is within it, before any unit holds it. */
    public boolean covers(Place place) {
        return (district.equals(WHOLE_CITY) || district.equals(place.district()))
                && (street == null || street.equals(place.street()))
                && (community == null || community.equals(place.community()));
    }

    /**
     * Goes on if a case there is within it.
     *
     * @throws Problem.Thrown 403 if it is not
     */
    public void requireCovers(Place place) {
        if (!covers(place)) {
            throw Problem.of(
                            Response.Status.FORBIDDEN,
                            "kernel.outside-jurisdiction",
                            "The place is not within the jurisdiction that the token names.")
                    .exception();
        }
    }

    /**
     * Returns the condition, in SQL, that a row is of its place, whatever units the case is with.
     *
     * @param alias of a table with columns {@code district}, {@code street} and {@code community}; one of this
     *     program's own words
     */
    public static String places(String alias) {
        return PLACES.formatted(alias);
    }

    /** Returns what the parameters of {@link #places} stand for. */
    public Map<String, @Nullable Object> ofPlaces() {
        var parameters = new LinkedHashMap<String, @Nullable Object>();
        parameters.put("reachDistrict", district);
        parameters.put("reachStreet", street);
        parameters.put("reachCommunity", community);
        return parameters;
    }

    /**
     * Returns the condition, in SQL, that a case is within it.
     *
     * @param caseId an expression for the case's id; one of this program's own words
     */
    public static String cases(String caseId) {
        return "((cast(:reachAll as boolean) or exists (select 1 from case_territory reach where reach.case_id = "
                + caseId + " and " + (PLACES + UNITS).formatted("reach") + "))" + NOT_KEPT.formatted(caseId) + ")";
    }

    /** Returns a statement whose text has the condition {@link #cases}, with what its parameters stand for. */
    public Statement.Bound within(Statement.Bound statement) {
        ofPlaces().forEach(statement::bind);
        return statement.bind("reachUnit", unit).bind("reachEmployer", employer).bind("reachAll", isWholeCity());
    }
}
