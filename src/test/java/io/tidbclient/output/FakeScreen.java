package io.tidbclient.output;

import io.tidbclient.output.terminal.Screen;
import io.tidbclient.output.text.Text;

import java.util.ArrayList;
import java.util.List;

/** Keeps the frames that were drawn on it. */
public final class FakeScreen implements Screen {
    public final List<List<String>> frames = new ArrayList<>();
    public final List<String> above = new ArrayList<>();
    public Size size;
    public int closed;
    public int erased;
    public int left;

    public FakeScreen(int columns, int rows) {
        size = new Size(columns, rows);
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public void draw(List<Text> lines) {
        frames.add(lines.stream().map(Text::plain).toList());
    }

    @Override
    public void above(Text line) {
        above.add(line.plain());
    }

    @Override
    public void erase() {
        erased++;
    }

    @Override
    public void leave() {
        left++;
    }

    @Override
    public void close() {
        closed++;
    }
}
