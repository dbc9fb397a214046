package org.fengqiao.analytics.model;

import org.jspecify.annotations.Nullable;

/**
 * The values by which a case can be grouped and filtered, as far as the log has told it.
 *
 * @param place where the dispute belongs
 * @param channel the channel it came by, null before its registration was seen
 * @param category the category of the latest triage, null before the first
 * @param path the path of the latest triage, null before the first
 * @param unit the unit the case was last assigned to, null before the first assignment
 */
public record CaseProfile(
        Place place,
        @Nullable String channel,
        @Nullable String category,
        @Nullable String path,
        @Nullable String unit) {

    /** Nothing is known yet. */
    public static final CaseProfile UNKNOWN = new CaseProfile(Place.UNKNOWN, null, null, null, null);

    /** Returns the layer the channel belongs to; null before the channel is known. */
    public @Nullable Layer layer() {
        return channel == null ? null : Layer.ofChannel(channel);
    }

    CaseProfile arrivedBy(String newChannel, Place newPlace) {
        return new CaseProfile(newPlace, newChannel, category, path, unit);
    }

    CaseProfile triagedTo(String newCategory, String newPath) {
        return new CaseProfile(place, channel, newCategory, newPath, unit);
    }

    CaseProfile assignedTo(String newUnit) {
        return new CaseProfile(place, channel, category, path, newUnit);
    }
}
