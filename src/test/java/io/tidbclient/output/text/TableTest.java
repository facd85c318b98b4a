package io.tidbclient.output.text;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class TableTest {
    private record City(String name, String country, int people, String note) {}

    private static final Table<City> CITIES = Table.of(
            Column.<City>left("NAME", 0, c -> Text.of(c.name())).cutTo(4),
            Column.left("COUNTRY", 2, c -> Text.of(c.country())),
            Column.right("PEOPLE", 1, c -> Text.of(Units.count(c.people()))),
            Column.<City>left("NOTE", 3, c -> Text.of(c.note())).cutTo(6));
    private static final List<City> ROWS = List.of(
            new City("Reykjavík", "Iceland", 139_000, ""), new City("東京", "Japan", 14_000_000, "a very large one"));

    private static List<String> at(int width) {
        return CITIES.render(ROWS, width).stream().map(Text::plain).toList();
    }

    @Test
    void aligns_text_left_and_numbers_right_by_terminal_columns() {
        assertThat(at(80))
                .containsExactly(
                        "NAME       COUNTRY      PEOPLE  NOTE",
                        "Reykjavík  Iceland     139,000",
                        "東京       Japan    14,000,000  a very large one");
    }

    @Test
    void cuts_the_widest_first() {
        assertThat(at(40))
                .containsExactly(
                        "NAME      COUNTRY      PEOPLE  NOTE",
                        "Reykjav…  Iceland     139,000",
                        "東京      Japan    14,000,000  a very l…");
    }

    @Test
    void drops_the_highest_rank_when_cutting_is_not_enough() {
        assertThat(at(32))
                .containsExactly(
                        "NAME       COUNTRY      PEOPLE",
                        "Reykjavík  Iceland     139,000",
                        "東京       Japan    14,000,000");
        assertThat(at(18)).containsExactly("NAME        PEOPLE", "Reykj…     139,000", "東京    14,000,000");
    }

    @Test
    void the_last_column_is_cut_to_the_line_whatever_it_says() {
        assertThat(at(3)).containsExactly("NA…", "Re…", "東…");
    }

    @Test
    void a_column_in_which_nothing_stands_is_left_out() {
        assertThat(CITIES.render(List.of(new City("Oslo", "", 1, "")), 80))
                .extracting(Text::plain)
                .containsExactly("NAME  PEOPLE", "Oslo       1");
    }

    @Test
    void without_rows_there_is_nothing() {
        assertThat(CITIES.render(List.of(), 80)).isEmpty();
    }

    @Test
    void a_very_long_text_is_cut_at_once() {
        String longest = "x".repeat(10_000_000);
        assertThat(CITIES.render(List.of(new City(longest, "", 1, longest)), 80)
                        .getLast()
                        .width())
                .isEqualTo(80);
    }

    @Property
    void no_line_is_wider_than_asked_for(
            @ForAll @Size(max = 5) List<String> names,
            @ForAll String note,
            @ForAll @IntRange(min = 1, max = 60) int w) {
        List<City> rows = names.stream()
                .map(name -> new City(name, note, name.length(), note))
                .toList();
        assertThat(CITIES.render(rows, w))
                .allSatisfy(line -> assertThat(line.width()).isLessThanOrEqualTo(w));
    }
}
