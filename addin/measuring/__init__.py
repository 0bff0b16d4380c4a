"""Reading exports of any size into the points of measures; numpy and pyarrow are met in this room only."""
